package io.xisuan.cli.approval;

import io.xisuan.billing.control.Decided;
import io.xisuan.billing.control.Proposal;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.ShownTime;
import io.xisuan.cli.output.Table;
import java.util.List;

/** A proposal and what became of it, as these commands show it. */
public record ApprovalView(
        String id,
        String deed,
        String subject,
        String state,
        String proposedBy,
        String proposedAt,
        String decidedBy,
        String decidedAt,
        String reason,
        String outcome,
        String sha256,
        String content) {
    static ApprovalView of(Proposal proposal) {
        return new ApprovalView(
                proposal.name(),
                proposal.deed().name(),
                proposal.subject(),
                "WAITING",
                proposal.proposedBy().name(),
                ShownTime.second(proposal.proposedAtMillis()),
                "",
                "",
                "",
                "",
                proposal.sha256(),
                proposal.content());
    }

    static ApprovalView of(Decided decided) {
        ApprovalView waiting = of(decided.proposal());
        return new ApprovalView(
                waiting.id(),
                waiting.deed(),
                waiting.subject(),
                decided.verdict().name(),
                waiting.proposedBy(),
                waiting.proposedAt(),
                decided.decidedBy().name(),
                ShownTime.second(decided.decidedAtMillis()),
                decided.reason(),
                decided.outcome(),
                waiting.sha256(),
                waiting.content());
    }

    /** Prints one proposal that waits. */
    public static void print(Proposal proposal, OutputOption output) {
        ApprovalView view = of(proposal);
        output.print(view, table(List.of(view)));
    }

    static Table table(List<ApprovalView> views) {
        Table.Builder table = Table.of(
                Column.name("id", "id"),
                Column.name("state", "state"),
                Column.name("deed", "deed"),
                Column.name("subject", "about"),
                Column.name("proposedBy", "proposed by"),
                Column.name("proposedAt", "at"),
                Column.name("decidedBy", "decided by"),
                Column.name("decidedAt", "at"),
                Column.text("outcome", "outcome or reason"));
        for (ApprovalView view : views) {
            table.row(
                    view.id(),
                    view.state(),
                    view.deed(),
                    view.subject(),
                    view.proposedBy(),
                    view.proposedAt(),
                    view.decidedBy(),
                    view.decidedAt(),
                    view.outcome().isEmpty() ? view.reason() : view.outcome());
        }
        return table.build();
    }
}
