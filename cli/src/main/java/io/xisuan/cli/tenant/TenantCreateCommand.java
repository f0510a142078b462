package io.xisuan.cli.tenant;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.credit.CreditPosition;
import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.ClusterOption;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.v1alpha1.Tenant;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code tenant create}: all that a firm needs before its first job, and the same again. */
@Command(
        name = "create",
        description = {
            "Brings a firm in: its Tenant, namespaces with their label and bounds, rights, a kubeconfig for each"
                    + " person, and where its credit stands.",
            "Run it again to add people or namespaces or to change what it may use: what is the same stays, what"
                    + " differs is changed and said.",
            "Needs the rights of operations (group xisuan:operations)."
        },
        footer = {
            "",
            "Example: xisuan tenant create jinguan --name-zh 锦官智能 --name-en Jinguan --credit-code 91510100MA0EXJ0015",
            "           --size small --registration sichuan/chengdu --limit 32 --credit-limit 200000 --person li-na"
                    + " --dry-run",
            "Example: xisuan tenant create jinguan --limit 64 --weight 2"
        },
        mixinStandardHelpOptions = true)
public final class TenantCreateCommand implements Runnable {
    private final Clock clock = Clock.systemUTC();

    @Parameters(paramLabel = "NAME", description = "The tenant's name, as documents and labels carry it.")
    private String name = "";

    @Mixin
    private TenantOptions options = new TenantOptions();

    @Mixin
    private AccessOptions access = new AccessOptions();

    @Option(names = "--dry-run", description = "Ask the API server about all of it, and change nothing.")
    private boolean dryRun;

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private Progress progress = new Progress();

    @Mixin
    private OutputOption output = new OutputOption();

    /** The result as JSON shows it. */
    record Created(String tenant, boolean dryRun, List<Step> steps) {}

    @Override
    public void run() {
        try (KubernetesClient client = cluster.open()) {
            ClusterObjects objects = new ClusterObjects(client, dryRun, output.language());
            Kubeconfigs kubeconfigs = new Kubeconfigs(objects, access.files(), clock.instant());
            TenantCreating creating = new TenantCreating(objects, name, access);
            List<Step> steps = new ArrayList<>(progress.during(
                    output.language().of("开通租户 %s", "bringing %s in").formatted(name),
                    () -> creating.run(options, kubeconfigs)));
            Tenants.named(client, name).ifPresent(tenant -> steps.add(credit(tenant)));
            output.print(new Created(name, dryRun, steps), Step.table(steps, output.language()));
            output.output()
                    .say(dryRun ? output.language().of("试运行：什么都没有改变", "A dry run: nothing was changed") : next());
        }
    }

    private String next() {
        return output.language()
                .of(
                        "接下来：xisuan contract import 导入合同，xisuan tenant show %s 查看".formatted(name),
                        "Next: its contract (xisuan contract import), then xisuan tenant show %s".formatted(name));
    }

    /** Says whether a job of it would be let in now, as far as money goes. */
    private Step credit(Tenant tenant) {
        Money limit = Tenants.creditLimit(tenant);
        Language language = output.language();
        return Books.ask(database, store -> store.credit().position(new TenantId(name), limit, Tenants.today()))
                .map(position ->
                        new Step("credit", position.limit().formatted(), Step.State.SEEN, letIn(position, language)))
                .orElseGet(() -> new Step(
                        "credit",
                        limit.formatted(),
                        Step.State.SEEN,
                        language.of("未核对：此处没有账库，用 --db 指明", "not checked: no books are here, name them with --db")));
    }

    private static String letIn(CreditPosition position, Language language) {
        String free = position.available().formatted();
        if (position.refuses(Money.ofFen(1)).isEmpty()) {
            return language.of("可以开始作业，可用额度 %s 元", "starts are let in up to %s CNY")
                    .formatted(free);
        }
        String refused = position.refuses(Money.ofFen(1)).orElse("");
        return position.arrears().isPositive()
                ? language.of(
                        "暂不能开始作业：逾期未付 %s 元".formatted(position.arrears().formatted()),
                        "starts are not let in: " + refused)
                : language.of("暂不能开始作业：可用额度 %s 元".formatted(free), "starts are not let in: " + refused);
    }
}
