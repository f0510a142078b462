package io.xisuan.cli.invoice;

import io.xisuan.billing.store.StoredDraft;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Table;
import io.xisuan.model.Money;
import java.util.List;

/** Drafts as lists show them. */
final class DraftTable {
    /** One draft as JSON shows it; what it does not have is empty text. */
    record Listed(
            String draft,
            long run,
            String month,
            String state,
            String kind,
            String corrects,
            String supplier,
            String tenant,
            String contract,
            Money gross,
            Money subsidy,
            Money payable,
            String reviewedBy,
            String number,
            String sha256) {
        static Listed of(StoredDraft draft) {
            return new Listed(
                    "D" + draft.id(),
                    draft.run(),
                    draft.period().toString(),
                    draft.state().name(),
                    draft.kind().name(),
                    draft.corrects().orElse(""),
                    draft.supplier().value(),
                    draft.tenant().value(),
                    draft.contract().value(),
                    draft.gross(),
                    draft.subsidy(),
                    draft.payable(),
                    draft.review().map(review -> review.by().name()).orElse(""),
                    draft.number().orElse(""),
                    draft.digest());
        }
    }

    private DraftTable() {}

    static Table of(List<Listed> drafts) {
        Table.Builder table = Table.of(
                Column.name("draft", "draft"),
                Column.name("run", "run"),
                Column.name("month", "month"),
                Column.name("state", "state"),
                Column.name("kind", "kind"),
                Column.name("corrects", "corrects"),
                Column.name("tenant", "tenant"),
                Column.name("contract", "contract"),
                Column.number("grossCny", "gross CNY"),
                Column.number("subsidyCny", "deducted"),
                Column.number("payableCny", "payable"),
                Column.name("reviewedBy", "reviewed by"),
                Column.name("number", "number"));
        for (Listed draft : drafts) {
            table.row(
                    draft.draft(),
                    Long.toString(draft.run()),
                    draft.month(),
                    draft.state(),
                    draft.kind(),
                    draft.corrects(),
                    draft.tenant(),
                    draft.contract(),
                    draft.gross(),
                    draft.subsidy(),
                    draft.payable(),
                    draft.reviewedBy(),
                    draft.number());
        }
        return table.build();
    }
}
