package io.xisuan.cli.tenant;

import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.ClusterOption;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code tenant show}: one tenant with its namespaces, people, jobs, and where it stands in money. */
@Command(
        name = "show",
        description =
                "Shows one tenant: what it may use, its namespaces and people, its jobs, and with the books what is"
                        + " open in money.",
        footer = {"", "Example: xisuan tenant show jinguan --db jdbc:postgresql://db:5432/xisuan"},
        mixinStandardHelpOptions = true)
public final class TenantShowCommand implements Runnable {
    @Parameters(paramLabel = "NAME", description = "The tenant.")
    private String name = "";

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    /** The result as JSON shows it; money is empty where no books were found. */
    record Shown(
            TenantListCommand.Listed tenant,
            List<String> namespaces,
            List<String> people,
            int jobs,
            long running,
            Optional<Owed> money) {}

    @Override
    public void run() {
        try (KubernetesClient client = cluster.open()) {
            Tenant tenant = Tenants.require(client, name);
            List<String> namespaces = Tenants.namespaces(client, name);
            List<TrainingJob> jobs = Tenants.jobs(client, namespaces);
            Shown shown = new Shown(
                    TenantListCommand.Listed.of(tenant),
                    namespaces,
                    people(client, namespaces),
                    jobs.size(),
                    jobs.stream().filter(Tenants::runs).count(),
                    Books.ask(
                            database,
                            store -> Owed.of(store, new TenantId(name), Tenants.creditLimit(tenant), Tenants.today())));
            output.print(shown, table(shown));
        }
    }

    private static List<String> people(KubernetesClient client, List<String> namespaces) {
        return namespaces.stream()
                .flatMap(namespace -> Stream.ofNullable(client.rbac()
                        .roleBindings()
                        .inNamespace(namespace)
                        .withName(TenantObjects.ROLE)
                        .get()))
                .map(RoleBinding::getSubjects)
                .flatMap(List::stream)
                .map(TenantShowCommand::named)
                .distinct()
                .sorted()
                .toList();
    }

    private static String named(Subject subject) {
        return "%s %s%s"
                .formatted(
                        subject.getKind(),
                        subject.getNamespace() == null ? "" : subject.getNamespace() + "/",
                        subject.getName());
    }

    private Table table(Shown shown) {
        Language language = output.language();
        TenantListCommand.Listed one = shown.tenant();
        Table.Builder table = Table.of(
                Column.name("field", language.of("项目", "field")), Column.text("value", language.of("内容", "value")));
        table.row(language.of("租户", "tenant"), one.tenant());
        table.row(language.of("名称", "name"), one.nameZh() + " / " + one.nameEn());
        table.row(language.of("信用代码", "credit code"), one.creditCode().orElse("-"));
        table.row(
                language.of("配额", "quota"),
                language.of("保障 %d，上限 %d，权重 %d", "guaranteed %d, limit %d, weight %d")
                        .formatted(one.guaranteed(), one.limit(), one.weight()));
        table.row(language.of("信用额度（元）", "credit limit CNY"), one.creditLimit());
        table.row(
                language.of("月预算（元）", "monthly budget CNY"), one.monthlyBudget().orElse("-"));
        table.row(language.of("暂停", "suspended"), one.suspended().orElse(language.of("否", "no")));
        table.row(language.of("就绪", "ready"), (one.ready() + " " + one.why()).strip());
        table.row(language.of("命名空间", "namespaces"), String.join(", ", shown.namespaces()));
        table.row(language.of("人员", "people"), String.join(", ", shown.people()));
        table.row(
                language.of("作业", "jobs"),
                language.of("%d 个，%d 个在运行", "%d, %d of them running").formatted(shown.jobs(), shown.running()));
        money(table, shown.money(), language);
        return table.build();
    }

    private static void money(Table.Builder table, Optional<Owed> money, Language language) {
        String unknown = language.of("未知：用 --db 指明账簿", "unknown: name the books with --db");
        table.row(
                language.of("已开票未付（元）", "invoiced, not paid CNY"),
                money.map(owed -> owed.invoiced().formatted()).orElse(unknown));
        table.row(
                language.of("未开票（元）", "not invoiced yet CNY"),
                money.map(owed -> owed.uninvoiced().formatted()).orElse(unknown));
        table.row(
                language.of("逾期（元）", "overdue CNY"),
                money.map(owed -> owed.arrears().formatted()).orElse(unknown));
        table.row(
                language.of("可退预付（元）", "prepaid, free CNY"),
                money.map(owed -> owed.held().formatted()).orElse(unknown));
    }
}
