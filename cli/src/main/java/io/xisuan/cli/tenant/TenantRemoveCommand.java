package io.xisuan.cli.tenant;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.xisuan.cli.ClusterOption;
import io.xisuan.cli.ConsentOption;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.v1alpha1.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code tenant remove}: a tenant leaves once nothing is open; documents, ledger and journal keep all of it. */
@Command(
        name = "remove",
        description = {
            "Says what a tenant still owes, what of its money is held and what of it runs; removes its rights, tokens"
                    + " and Tenant only where",
            "nothing is open (exit code 1 otherwise), by the books of the operator that leads here. It is suspended"
                    + " first. Its namespaces stay",
            "without the label unless --delete-namespaces; its documents, the ledger and the journal stay always. Can"
                    + " be run again."
        },
        footer = {"", "Example: xisuan tenant remove jinguan --db jdbc:postgresql://db:5432/xisuan --dry-run"},
        mixinStandardHelpOptions = true)
public final class TenantRemoveCommand implements Callable<Integer> {
    private static final long LONGEST_SECONDS = 30;

    @Parameters(paramLabel = "NAME", description = "The tenant.")
    private String name = "";

    @Option(
            names = "--delete-namespaces",
            description = "Delete its namespaces with all that is in them; needs an administrator's rights.")
    private boolean deleteNamespaces;

    @Option(names = "--dry-run", description = "Say what is open and what would go, and change nothing.")
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
            Optional<Tenant> tenant = Tenants.named(client, name);
            List<String> namespaces = Tenants.namespaces(client, name);
            if (tenant.isEmpty() && namespaces.isEmpty()) {
                throw InputException.of("no tenant %s, and no namespace of it: see xisuan tenant list".formatted(name));
            }
            ClusterObjects objects = new ClusterObjects(client, dryRun, output.language());
            Owed first = asking(() -> owed(client, tenant));
            if (first.settled() && !dryRun && !consent.given(question(namespaces), output.language())) {
                output.output().say(output.language().of("什么都没有改变", "Nothing was changed"));
                return ExitCode.ANSWER_IS_NO.code();
            }
            List<Step> steps = new ArrayList<>();
            if (first.settled() && tenant.isPresent()) {
                steps.add(asking(() -> stopped(objects, tenant.get())));
            }
            Owed owed = first.settled() && tenant.isPresent() ? asking(() -> owed(client, tenant)) : first;
            steps.addAll(owed.steps(name, output.language()));
            if (owed.settled()) {
                steps.addAll(asking(() -> remove(objects, namespaces)));
            }
            output.print(new TenantCreateCommand.Created(name, dryRun, steps), Step.table(steps, output.language()));
            if (owed.settled()) {
                return ExitCode.DONE.code();
            }
            output.output().say(output.language().of("未删除：先结清以上各项", "Not removed: settle what is open first"));
            return ExitCode.ANSWER_IS_NO.code();
        }
    }

    private <T> T asking(Supplier<T> work) {
        return progress.during(output.language().of("移除租户 %s", "removing %s").formatted(name), work);
    }

    private String question(List<String> namespaces) {
        String all = String.join(", ", namespaces);
        return deleteNamespaces
                ? output.language()
                        .of(
                                "将移除租户 %s 及其权限，并删除命名空间 %s 中的全部内容。".formatted(name, all),
                                "This removes tenant %s with its rights, and deletes the namespaces %s with all that is in them."
                                        .formatted(name, all))
                : output.language()
                        .of(
                                "将移除租户 %s 及其在命名空间 %s 中的权限。".formatted(name, all),
                                "This removes tenant %s and its rights in the namespaces %s.".formatted(name, all));
    }

    private Owed owed(KubernetesClient client, Optional<Tenant> tenant) {
        return Books.require(
                client,
                database,
                store -> Owed.of(
                        store,
                        new TenantId(name),
                        tenant.map(Tenants::creditLimit).orElse(Money.ZERO),
                        Tenants.today()));
    }

    /** Nothing of a tenant may start between the last look at what is open and its end, so the operator hears of it first. */
    private Step stopped(ClusterObjects objects, Tenant tenant) {
        Step step = TenantSuspendCommand.change(objects, tenant, "\"all\"");
        if (!dryRun) {
            try {
                objects.client()
                        .resources(Tenant.class)
                        .withName(name)
                        .waitUntilCondition(TenantRemoveCommand::heard, LONGEST_SECONDS, TimeUnit.SECONDS);
            } catch (KubernetesClientTimeoutException silent) {
                throw InputException.of(objects.language()
                        .of(
                                "租户 %s 已暂停，但 operator 在 %d 秒内没有看到：请再执行一次，或运行 xisuan doctor",
                                "tenant %s is suspended and the operator has not seen that within %d s: run it again, or xisuan doctor")
                        .formatted(name, LONGEST_SECONDS));
            }
        }
        return step;
    }

    private static boolean heard(@Nullable Tenant tenant) {
        return tenant == null
                || (tenant.getStatus() != null
                        && tenant.getStatus().observedGeneration()
                                >= tenant.getMetadata().getGeneration());
    }

    /** Rights go first, the Tenant last: what is left after a crash is found again by its label or its name. */
    private List<Step> remove(ClusterObjects objects, List<String> namespaces) {
        List<Step> steps = new ArrayList<>();
        objects.remove(TenantObjects.reading(name, List.of())).ifPresent(steps::add);
        for (String namespace : namespaces) {
            steps.addAll(emptied(objects, namespace));
        }
        Tenant gone = new Tenant();
        gone.getMetadata().setName(name);
        objects.remove(gone).ifPresent(steps::add);
        steps.add(new Step(
                "documents",
                name,
                Step.State.KEPT,
                objects.language().of("账单、账簿和用量日志全部保留", "invoices, ledger and usage journal keep what was")));
        return steps;
    }

    private List<Step> emptied(ClusterObjects objects, String namespace) {
        List<Step> steps = new ArrayList<>();
        for (String role : List.of(TenantObjects.ROLE, TenantObjects.SECRETS_SEEN)) {
            objects.remove(TenantObjects.binding(namespace, role, List.of())).ifPresent(steps::add);
        }
        steps.addAll(peopleGone(objects, namespace));
        if (deleteNamespaces) {
            objects.remove(TenantObjects.namespace(namespace, name)).ifPresent(steps::add);
            return steps;
        }
        objects.patch(
                TenantObjects.namespace(namespace, name), "{\"metadata\":{\"labels\":{\"xisuan.io/tenant\":null}}}");
        steps.add(new Step(
                "Namespace",
                namespace,
                Step.State.KEPT,
                objects.language().of("已去掉标签 xisuan.io/tenant", "without the label xisuan.io/tenant")));
        return steps;
    }

    /** Takes accounts and quota away, and last the right to: a tenant that came before that right gets it here. */
    static List<Step> peopleGone(ClusterObjects objects, String namespace) {
        List<Step> steps = new ArrayList<>();
        PeopleRights people = new PeopleRights(objects);
        people.give(namespace);
        if (!objects.dryRun() || people.given(namespace)) {
            for (ServiceAccount account : objects.client()
                    .serviceAccounts()
                    .inNamespace(namespace)
                    .list()
                    .getItems()) {
                if (account.getMetadata().getName().startsWith(TenantObjects.PERSON)) {
                    objects.remove(account).ifPresent(steps::add);
                }
            }
            objects.remove(TenantObjects.quota(namespace, 0)).ifPresent(steps::add);
        }
        objects.remove(TenantObjects.binding(namespace, TenantObjects.PEOPLE, List.of()))
                .ifPresent(steps::add);
        return steps;
    }
}
