package io.xisuan.operator.loop;

import io.xisuan.billing.store.GrantRecord;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.TariffEnds;
import io.xisuan.model.BillingPeriod;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.market.Assembled;
import io.xisuan.operator.market.GrantSource;
import io.xisuan.operator.market.JobSource;
import io.xisuan.operator.market.MarketAssembly;
import io.xisuan.operator.market.MarketInput;
import io.xisuan.operator.market.SiteNodes;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.reconcile.Wishes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Takes a sight: wishes, clusters and books as they are now, understood together. For one thread. */
@SuppressWarnings(
        "ReferenceEquality") // what is the same object needs no second look; an equal one is looked at, and costs only
// that
final class Sights {
    private final Store store;

    private final TariffEnds ends;
    private final MarketAssembly assembly = new MarketAssembly();
    private final Nodes nodes = new Nodes();
    private final GrantTexts recorded = new GrantTexts();
    /** Looked up only; never walked. */
    private Map<String, JobSource> sources = new HashMap<>();

    private Optional<Wishes> lastWishes = Optional.empty();
    private List<JobSource> jobs = List.of();
    private WantedJobs wanted = new WantedJobs(List.of());
    private Optional<List<ObservedCluster>> lastSeen = Optional.empty();
    private Gangs gangs = new Gangs(List.of());
    private Optional<MarketInput> lastInput = Optional.empty();

    Sights(Store store) {
        this.store = store;
        this.ends = new TariffEnds(store);
    }

    /**
     * Takes a sight; what is the same as in the last one is not understood again.
     *
     * @param haunted the nodes on which nothing is placed now, as {@link Ghosts} says
     */
    Sight take(Wishes wishes, List<ObservedCluster> clusters, Set<String> haunted, long nowMillis) {
        note(wishes);
        note(clusters);
        SiteNodes ofSites = nodes.of(wishes.sites(), clusters, haunted);
        MarketInput input = new MarketInput(
                new MarketInput.Resources(
                        wishes.sites(),
                        wishes.tenants(),
                        wishes.tariffs(),
                        wishes.programmes(),
                        grants(wishes.vouchers()),
                        jobs,
                        wishes.tenantOfNamespace()),
                new MarketInput.Books(store.suppliers(), store.contracts(), store.tariffDigests(), ends.last()),
                ofSites.shapes(),
                nowMillis,
                BillingPeriod.of(nowMillis).month().atDay(1));
        Assembled market = assembly.next(input);
        lastInput = Optional.of(input);
        return new Sight(
                nowMillis,
                wishes,
                clusters,
                market,
                wanted,
                gangs,
                new Problems(market.problems(), ofSites.problems()));
    }

    /** Returns what the market of the last sight was made of; empty before the first. */
    Optional<MarketInput> lastInput() {
        return lastInput;
    }

    private void note(Wishes wishes) {
        if (lastWishes.filter(before -> before.jobs() == wishes.jobs()).isPresent()) {
            return;
        }
        Map<String, JobSource> next = HashMap.newHashMap(wishes.jobs().size());
        List<JobSource> all = new ArrayList<>(wishes.jobs().size());
        for (TrainingJob job : wishes.jobs()) {
            JobSource before = sources.get(job.getMetadata().getUid());
            JobSource source = before != null && before.job() == job ? before : JobSource.of(job);
            next.put(job.getMetadata().getUid(), source);
            all.add(source);
        }
        sources = next;
        jobs = List.copyOf(all);
        wanted = new WantedJobs(wishes.jobs());
        lastWishes = Optional.of(wishes);
    }

    private void note(List<ObservedCluster> clusters) {
        boolean same = lastSeen.filter(before -> identical(before, clusters)).isPresent();
        if (!same) {
            gangs = new Gangs(clusters);
            lastSeen = Optional.of(clusters);
        }
    }

    private static boolean identical(List<ObservedCluster> one, List<ObservedCluster> other) {
        return one.size() == other.size() && IntStream.range(0, one.size()).allMatch(i -> one.get(i) == other.get(i));
    }

    /** What a Voucher says after its first sight changes no money, and nor does its deletion: the recorded one counts. */
    private List<GrantSource> grants(List<Voucher> vouchers) {
        List<GrantSource> grants = new ArrayList<>();
        for (GrantRecord grant : store.grants()) {
            grants.add(recorded.source(grant));
        }
        // Those that are recorded are given too, so that the assembly can say which were changed.
        vouchers.forEach(voucher -> grants.add(GrantSource.of(voucher)));
        return List.copyOf(grants);
    }
}
