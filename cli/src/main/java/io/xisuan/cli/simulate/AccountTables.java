package io.xisuan.cli.simulate;

import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Output;
import io.xisuan.cli.output.Table;
import io.xisuan.scheduler.simulation.Account;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Accounts of one job as people read them; times are seconds after its submission. */
final class AccountTables {
    private AccountTables() {}

    /** Returns one row a policy: what became of the job, and why. */
    static Table accounts(List<AccountView> views) {
        Table.Builder table = Table.of(
                Column.name("policy", "policy"),
                Column.number("waitedSeconds", "waited s"),
                Column.number("endSeconds", "ended after s"),
                Column.name("site", "site"),
                Column.number("costYuan", "cost CNY"),
                Column.text("why", "why there, or never"),
                Column.text("runnerUp", "runner-up"),
                Column.text("needs", "what it would need"));
        for (AccountView view : views) {
            table.row(
                    view.policy(),
                    view.startMillis().map(start -> seconds(start - view.submitMillis())),
                    view.endMillis().map(end -> seconds(end - view.submitMillis())),
                    view.site(),
                    view.cost(),
                    view.why(),
                    view.runnerUp(),
                    view.needs());
        }
        return table.build();
    }

    /** Says for each policy why not elsewhere, and what the job waited for. */
    static void details(List<AccountView> views, Output output) {
        for (AccountView view : views) {
            output.alsoForPeople("Why not elsewhere, under %s".formatted(view.policy()), elsewhere(view));
            if (!view.waits().isEmpty()) {
                output.alsoForPeople("What it waited for, under %s".formatted(view.policy()), waits(view));
            }
        }
    }

    private static Table elsewhere(AccountView view) {
        Table.Builder table =
                Table.of(Column.name("site", "site"), Column.name("reason", "reason"), Column.text("text", "in words"));
        view.elsewhere().forEach(site -> table.row(site.site(), site.reason(), site.text()));
        return table.build();
    }

    private static Table waits(AccountView view) {
        Table.Builder table = Table.of(
                Column.number("fromSeconds", "from s"),
                Column.number("untilSeconds", "until s"),
                Column.name("reason", "reason"),
                Column.number("expectedSeconds", "start expected s"),
                Column.text("text", "as it began"));
        for (Account.Waited wait : view.waits()) {
            table.row(
                    seconds(wait.fromMillis() - view.submitMillis()),
                    seconds(wait.untilMillis() - view.submitMillis()),
                    wait.reason(),
                    wait.etaMillis().map(eta -> seconds(eta - view.submitMillis())),
                    wait.text());
        }
        return table.build();
    }

    private static BigDecimal seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).setScale(2, RoundingMode.HALF_UP);
    }
}
