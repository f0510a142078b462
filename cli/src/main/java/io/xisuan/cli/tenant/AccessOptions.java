package io.xisuan.cli.tenant;

import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.xisuan.model.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who comes in as a tenant, and by what. */
final class AccessOptions {
    private static final int LONGEST_DAYS = 3650;

    @Option(
            names = "--with-namespace",
            paramLabel = "NAME",
            description = "A namespace of the tenant; again for more (default: one of the tenant's name).")
    private List<String> namespaces = new ArrayList<>();

    @Option(
            names = "--adopt",
            description = "Take namespaces that are there already and are no tenant's, with all that is in them.")
    private boolean adopt;

    @Option(
            names = "--person",
            paramLabel = "NAME",
            description = "A person of the tenant, who gets a kubeconfig; again for more.")
    private List<String> persons = new ArrayList<>();

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description =
                    "A user by the cluster's own sign-in (OIDC, certificate) who may act for the tenant; again for"
                            + " more.")
    private List<String> users = new ArrayList<>();

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "A group by the cluster's own sign-in; again for more.")
    private List<String> groups = new ArrayList<>();

    @Option(
            names = "--kubeconfig-dir",
            paramLabel = "DIR",
            description = "Where kubeconfigs are written, readable by you alone (default: here).")
    private Path folder = Path.of("");

    @Option(
            names = "--expires-days",
            paramLabel = "N",
            defaultValue = "90",
            description = "How long a kubeconfig is good; the API server may allow less, which is said (default:"
                    + " ${DEFAULT-VALUE}).")
    private int days = 90;

    @Option(names = "--renew", description = "Write kubeconfigs anew that are there and good still.")
    private boolean renew;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The API server as the tenant reaches it (default: as this command does).")
    private Optional<String> server = Optional.empty();

    @Option(
            names = "--max-jobs",
            paramLabel = "N",
            defaultValue = "1000",
            description = "TrainingJobs that a namespace may hold at one time (default: ${DEFAULT-VALUE}).")
    private int jobs = 1000;

    @Option(
            names = "--let-operator-see-secrets",
            description = "Let the operator look whether Secrets that jobs name are there, before they are planned.")
    private boolean secrets;

    /** How kubeconfigs are made. */
    record Files(Path folder, int days, boolean renew, Optional<String> server) {}

    List<String> namespaces(String tenant) {
        List<String> all = namespaces.isEmpty() ? List.of(tenant) : namespaces;
        all.forEach(name -> checked("--with-namespace", name));
        return all.stream().distinct().toList();
    }

    List<String> persons() {
        persons.forEach(name -> checked("--person", name));
        return persons.stream().distinct().toList();
    }

    /** Returns all who may act for the tenant; people's accounts lie in its first namespace. */
    List<Subject> subjects(String home) {
        List<Subject> subjects = new ArrayList<>();
        persons().forEach(name -> subjects.add(TenantObjects.person(home, name)));
        users.forEach(name -> subjects.add(TenantObjects.signedIn("User", name)));
        groups.forEach(name -> subjects.add(TenantObjects.signedIn("Group", name)));
        return subjects;
    }

    Files files() {
        if (days < 1 || days > LONGEST_DAYS) {
            throw InputException.of("--expires-days %d: write 1 to %d".formatted(days, LONGEST_DAYS));
        }
        return new Files(folder, days, renew, server);
    }

    int jobs() {
        if (jobs < 0) {
            throw InputException.of("--max-jobs %d: write 0 or more".formatted(jobs));
        }
        return jobs;
    }

    boolean adopts() {
        return adopt;
    }

    boolean secrets() {
        return secrets;
    }

    private static void checked(String option, String name) {
        if (!name.matches("[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?")) {
            throw InputException.of(
                    "%s: \"%s\" is no name: write small letters, digits and -, as li-na".formatted(option, name));
        }
    }
}
