package io.xisuan.cli.tenant;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.store.LeaderSeen;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.model.InputException;
import io.xisuan.operator.api.Marks;
import java.util.Optional;
import java.util.function.Function;

/** The books beside a cluster: commands that only look go on without them and say so, those that decide on money do not. */
final class Books {
    private Books() {}

    /** Returns what the books say; empty where there are none. */
    static <T> Optional<T> ask(DatabaseOption database, Function<Store, T> question) {
        try (Store store = database.openReadOnly()) {
            return Optional.of(question.apply(store));
        } catch (InputException none) {
            return Optional.empty();
        }
    }

    /**
     * Returns what a cluster's own books say; without them nothing is decided.
     *
     * @throws InputException when they are not there, or are not those of the cluster's operator
     */
    static <T> T require(KubernetesClient client, DatabaseOption database, Function<Store, T> question) {
        try (Store store = database.openReadOnly()) {
            foreign(leader(client), store.leaderSeen().map(LeaderSeen::holder)).ifPresent(why -> {
                throw InputException.of("%s: %s".formatted(database.url(), why));
            });
            return question.apply(store);
        }
    }

    /** Returns who leads by the cluster's Lease; empty for nobody. Operations may list Leases, and not get one. */
    private static String leader(KubernetesClient client) {
        return client.leases().inNamespace(Marks.SYSTEM_NAMESPACE).list().getItems().stream()
                .filter(lease -> lease.getMetadata().getName().equals(Marks.LEASE) && lease.getSpec() != null)
                .findFirst()
                .map(lease -> lease.getSpec().getHolderIdentity())
                .orElse("");
    }

    /** Returns why books are not a cluster's: an operator's name is no other's, and it stands in the Lease and in its books. */
    static Optional<String> foreign(String leads, Optional<String> known) {
        if (leads.isEmpty()) {
            return Optional.of(
                    "nobody leads in this cluster, so nobody can tell whether these are its books: start its operator");
        }
        return known.equals(Optional.of(leads))
                ? Optional.empty()
                : Optional.of(
                        "these are not the books of this cluster: there %s leads, here %s did; name its own with --db"
                                .formatted(
                                        leads,
                                        known.filter(name -> !name.isEmpty()).orElse("nobody")));
    }
}
