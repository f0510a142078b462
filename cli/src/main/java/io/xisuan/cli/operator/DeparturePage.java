package io.xisuan.cli.operator;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Output;
import io.xisuan.cli.output.Table;
import io.xisuan.model.Money;
import java.util.Map;
import java.util.stream.Collectors;

/** An uninstallation as people read it: what goes, what stays, and what is still open in money. */
record DeparturePage(Departure departure, Language language) {
    private static final int SHOWN_PODS = 20;

    void print(Output output) {
        output.print(departure, table());
        output.say(
                language.of(
                        "租户的角色绑定和 person-... 账户（含令牌）保留，重新安装后即再次有效；不再需要的请先用 xisuan tenant remove 移除。",
                        "Bindings of tenants and accounts person-... with their tokens stay, and hold again after another installation: take away first what shall not, with xisuan tenant remove."));
        departure
                .books()
                .ifPresent(why -> output.say(language.of(
                                "账目未查看：%s。请用 --db 指明数据库，或先在 operator 所在处执行 xisuan payment open。",
                                "The books were not looked at: %s. Name them with --db, or ask first where the operator runs: xisuan payment open.")
                        .formatted(why)));
        if (!departure.openMoney().isEmpty()) {
            output.alsoForPeople(language.of("账目上尚未了结：", "Still open in the books:"), money());
        }
        if (!departure.running().isEmpty()) {
            output.alsoForPeople(
                    language.of("仍在运行、此后无人计量的容器组：", "Pods that still run, and that nobody meters from then on:"),
                    pods());
        }
    }

    /** Returns what goes and what stays, one line each. */
    private Table table() {
        Table.Builder table = Table.of(
                Column.text("what", language.of("内容", "What")),
                Column.number("count", language.of("数量", "Count")),
                Column.text("fate", language.of("去留", "Becomes")));
        String removed = departure.removed() ? language.of("已移除", "removed") : language.of("将移除", "is removed");
        count("ValidatingAdmissionPolicy", "Binding/")
                .forEach((kind, count) -> table.row(kind, Math.toIntExact(count), removed));
        table.row(
                language.of("容器组上的终结器与调度门", "finalizers and gates on pods"),
                departure.freed().size(),
                removed);
        String kept = departure.purged() ? removed : language.of("保留", "stays");
        departure.kept().forEach((kind, count) -> table.row("%s.xisuan.io".formatted(kind), count, kept));
        table.row(language.of("命名空间 xisuan-system（数据卷、密钥）", "namespace xisuan-system (volumes, Secrets)"), 1, kept);
        return table.build();
    }

    private Map<String, Long> count(String policies, String bindings) {
        return departure.installed().stream()
                .map(named -> named.substring(0, named.indexOf('/') + 1))
                .map(kind -> kind.startsWith(policies)
                        ? language.of("准入策略", "policies")
                        : kind.endsWith(bindings) || kind.endsWith("Role/")
                                ? language.of("角色与绑定", "roles and bindings")
                                : kind.replace("/", ""))
                .collect(Collectors.groupingBy(kind -> kind, java.util.TreeMap::new, Collectors.counting()));
    }

    private Table money() {
        Table.Builder table = Table.of(
                Column.text("what", language.of("内容", "What")),
                Column.number("count", language.of("数量", "Count")),
                Column.number("amount", language.of("金额（元）", "CNY")));
        departure
                .openMoney()
                .forEach(item -> table.row(
                        item.what().said(language), item.count(), item.amount().map(Money::formatted)));
        return table.build();
    }

    private Table pods() {
        Table.Builder table = Table.of(
                Column.name("pod", language.of("容器组", "Pod")),
                Column.name("job", language.of("作业", "Job")),
                Column.name("tenant", language.of("租户", "Tenant")));
        departure.running().stream()
                .limit(SHOWN_PODS)
                .forEach(pod -> table.row(pod.namespace() + "/" + pod.name(), pod.job(), pod.tenant()));
        if (departure.running().size() > SHOWN_PODS) {
            table.row(
                    language.of("另有 %d 个", "and %d more")
                            .formatted(departure.running().size() - SHOWN_PODS),
                    "",
                    "");
        }
        return table.build();
    }
}
