package io.xisuan.cli.login;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.context.Context;
import io.xisuan.cli.login.LoginCommand.Asked;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import java.util.Optional;

/** A context as people and programs see it. */
final class ContextTable {
    private ContextTable() {}

    /** A context and what it answered, as JSON shows it. */
    private record Shown(Context context, Optional<ClusterIdentity> cluster, Optional<String> store) {}

    static void print(OutputOption output, Context context, Optional<Asked> asked) {
        Language language = output.language();
        Optional<ClusterIdentity> cluster = asked.flatMap(Asked::cluster);
        Table.Builder table = Table.of(
                        Column.name("what", language.of("项目", "What")),
                        Column.text("value", language.of("内容", "Value")))
                .row(language.of("名称", "context"), context.name());
        row(table, language.of("kubeconfig", "kubeconfig"), context.kubeconfig());
        row(table, language.of("kubeconfig 中的 context", "its context"), context.kubeContext());
        row(table, language.of("命名空间", "namespace"), context.namespace());
        row(table, language.of("账库", "store"), context.store());
        row(table, language.of("人员", "person"), context.person());
        row(table, language.of("语言", "language"), context.language());
        row(table, language.of("集群", "cluster"), cluster.map(it -> it.server() + " " + it.version()));
        row(table, language.of("集群里的身份", "you are"), cluster.map(it -> it.user() + " " + it.groups()));
        output.print(new Shown(context, cluster, asked.flatMap(Asked::store)), table.build());
    }

    private static void row(Table.Builder table, String what, Optional<?> value) {
        value.ifPresent(given -> table.row(what, given.toString()));
    }
}
