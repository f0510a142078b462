package io.xisuan.cli.tenant;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.ClusterOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.operator.api.v1alpha1.StatusCondition;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TenantSpec;
import io.xisuan.operator.api.v1alpha1.TenantSuspension;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code tenant list}: the tenants of a cluster. */
@Command(
        name = "list",
        description = "Lists the tenants of the cluster: who they are, what they may use, and whether they are ready.",
        footer = {"", "Example: xisuan tenant list -o csv"},
        mixinStandardHelpOptions = true)
public final class TenantListCommand implements Runnable {
    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Mixin
    private OutputOption output = new OutputOption();

    /**
     * A tenant as JSON shows it.
     *
     * @param suspended how far it is stopped: starts or all
     * @param ready True, False or Unknown, with why
     */
    record Listed(
            String tenant,
            String nameZh,
            String nameEn,
            String kind,
            Optional<String> creditCode,
            int guaranteed,
            int limit,
            int weight,
            String creditLimit,
            Optional<String> monthlyBudget,
            Optional<String> suspended,
            String ready,
            String why) {
        static Listed of(Tenant tenant) {
            TenantSpec spec = tenant.getSpec();
            Optional<StatusCondition> ready = Tenants.ready(tenant);
            return new Listed(
                    tenant.getMetadata().getName(),
                    spec.name().zh(),
                    spec.name().en(),
                    spec.kind().name().toLowerCase(Locale.ROOT),
                    Optional.ofNullable(spec.creditCode()),
                    spec.quota().guaranteed(),
                    spec.quota().limit(),
                    spec.quota().weight(),
                    spec.creditLimit(),
                    Optional.ofNullable(spec.monthlyBudget()),
                    Optional.ofNullable(spec.suspended()).map(Listed::word),
                    ready.map(StatusCondition::status).orElse("Unknown"),
                    ready.filter(condition -> !condition.status().equals("True"))
                            .map(StatusCondition::reason)
                            .orElse(""));
        }

        static String word(TenantSuspension how) {
            return how.name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public void run() {
        try (KubernetesClient client = cluster.open()) {
            List<Listed> tenants = Tenants.all(client).stream().map(Listed::of).toList();
            Language language = output.language();
            Table.Builder table = Table.of(
                    Column.name("tenant", language.of("租户", "tenant")),
                    Column.text("nameZh", language.of("名称", "name")),
                    Column.name("kind", language.of("类型", "kind")),
                    Column.number("guaranteed", language.of("保障卡数", "guaranteed")),
                    Column.number("limit", language.of("上限", "limit")),
                    Column.number("weight", language.of("权重", "weight")),
                    Column.number("creditLimitCny", language.of("信用额度（元）", "credit limit CNY")),
                    Column.number("monthlyBudgetCny", language.of("月预算（元）", "monthly budget CNY")),
                    Column.name("suspended", language.of("暂停", "suspended")),
                    Column.name("ready", language.of("就绪", "ready")),
                    Column.text("why", language.of("原因", "why")));
            for (Listed one : tenants) {
                table.row(
                        one.tenant(),
                        one.nameZh(),
                        one.kind(),
                        one.guaranteed(),
                        one.limit(),
                        one.weight(),
                        one.creditLimit(),
                        one.monthlyBudget(),
                        one.suspended(),
                        one.ready(),
                        one.why());
            }
            output.print(tenants, table.build());
        }
    }
}
