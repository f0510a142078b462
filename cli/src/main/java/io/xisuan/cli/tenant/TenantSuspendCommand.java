package io.xisuan.cli.tenant;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.ClusterOption;
import io.xisuan.cli.ConsentOption;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code tenant suspend}: nothing of a tenant starts until it is resumed; what runs goes on, or stops, by choice. */
@Command(
        name = "suspend",
        description = {
            "Lets nothing of a tenant start until it is resumed. What runs goes on, or with --jobs stop saves itself"
                    + " and stops as for any other",
            "order to leave, and goes on after the tenant is resumed. Says what is still owed; the tenant's people"
                    + " keep their rights."
        },
        footer = {"", "Example: xisuan tenant suspend jinguan --jobs stop"},
        mixinStandardHelpOptions = true)
public final class TenantSuspendCommand implements Callable<Integer> {
    /** What becomes of running jobs, as it is typed. */
    enum Running {
        keep,
        stop
    }

    @Parameters(paramLabel = "NAME", description = "The tenant.")
    private String name = "";

    @Option(
            names = "--jobs",
            paramLabel = "keep|stop",
            defaultValue = "keep",
            description = "What becomes of jobs that run (default: ${DEFAULT-VALUE}).")
    private Running running = Running.keep;

    @Option(names = "--dry-run", description = "Say what it would do, and change nothing.")
    private boolean dryRun;

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private ConsentOption consent = new ConsentOption();

    @Mixin
    private Progress progress = new Progress();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        try (KubernetesClient client = cluster.open()) {
            Tenant tenant = Tenants.require(client, name);
            List<TrainingJob> jobs = asking(() -> Tenants.jobs(client, Tenants.namespaces(client, name)).stream()
                    .filter(Tenants::runs)
                    .toList());
            if (!dryRun && !consent.given(question(jobs.size()), output.language())) {
                output.output().say(output.language().of("什么都没有改变", "Nothing was changed"));
                return ExitCode.ANSWER_IS_NO.code();
            }
            List<Step> steps = new ArrayList<>();
            steps.add(asking(() -> change(new ClusterObjects(client, dryRun, output.language()), tenant, how())));
            for (TrainingJob job : jobs) {
                steps.add(new Step("TrainingJob", ClusterObjects.name(job), Step.State.SEEN, fate(output.language())));
            }
            steps.addAll(asking(() -> owed(tenant)));
            output.print(new TenantCreateCommand.Created(name, dryRun, steps), Step.table(steps, output.language()));
            return ExitCode.DONE.code();
        }
    }

    private <T> T asking(Supplier<T> work) {
        return progress.during(output.language().of("暂停租户 %s", "suspending %s").formatted(name), work);
    }

    private String how() {
        return switch (running) {
            case keep -> "\"starts\"";
            case stop -> "\"all\"";
        };
    }

    private String question(int jobs) {
        return output.language()
                .of(
                        "将暂停租户 %s：不再开始新作业；%d 个运行中的作业%s。".formatted(name, jobs, fate(Language.ZH)),
                        "This suspends tenant %s: nothing starts, and of %d jobs that run each %s."
                                .formatted(name, jobs, fate(Language.EN)));
    }

    /** Returns what is open in money, where books are at hand; jobs are told one by one. */
    private List<Step> owed(Tenant tenant) {
        return Books.ask(
                        database,
                        store -> Owed.of(store, new TenantId(name), Tenants.creditLimit(tenant), Tenants.today()))
                .map(owed -> owed.steps(name, output.language()).stream()
                        .filter(step -> !step.kind().equals("jobs"))
                        .toList())
                .orElse(List.of());
    }

    private String fate(Language language) {
        return switch (running) {
            case keep -> language.of("继续运行", "goes on");
            case stop -> language.of("保存后停止", "saves itself and stops");
        };
    }

    /** Changes how far a tenant is stopped. */
    static Step change(ClusterObjects objects, Tenant tenant, String how) {
        String before = tenant.getSpec().suspended() == null
                ? "null"
                : "\"" + TenantListCommand.Listed.word(tenant.getSpec().suspended()) + "\"";
        String name = tenant.getMetadata().getName();
        if (before.equals(how)) {
            return new Step("Tenant", name, Step.State.SAME, "spec.suspended " + how);
        }
        objects.patch(tenant, "{\"spec\":{\"suspended\":%s}}".formatted(how));
        return new Step("Tenant", name, Step.State.CHANGED, "spec.suspended %s -> %s".formatted(before, how));
    }
}
