package io.xisuan.operator.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.manifest.Manifests;
import io.xisuan.operator.translate.Submission;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A market made with what is remembered of those before is the market made anew. */
class MarketMemoryTest {
    @Test
    void what_is_remembered_changes_nothing() {
        for (long seed = 1; seed <= 6; seed++) {
            World world = new World(seed);
            MarketAssembly remembering = new MarketAssembly();
            for (int step = 0; step < 20; step++) {
                MarketInput input = world.next();
                Assembled market = remembering.next(input);
                String where = "seed %d, step %d".formatted(seed, step);
                assertThat(said(market)).as(where).isEqualTo(said(MarketAssembly.of(input)));
                assertThat(remembering.next(input)).as(where).isSameAs(market);
            }
        }
    }

    private static List<Object> said(Assembled market) {
        return List.of(
                market.problems(),
                market.orders(),
                market.market().terms(),
                market.market().sellers(),
                market.shapes(),
                market.nodes(),
                market.tenants(),
                market.contracts(),
                market.openings(),
                market.prefixes(),
                market.market().tariffs().tariffs().size(),
                market.market().grants().all().size());
    }

    /** The sample with one thing after the other changed. */
    private static final class World {
        private final SplittableRandom random;
        private final Manifests sample = ClusterSample.read().manifests();
        private final MarketInput.Books books = ClusterSample.read().books();
        private List<NodeShape> nodes = ClusterSample.read().nodes().shapes();
        private List<JobSource> jobs = List.of();
        private SortedMap<String, String> tenants = sample.tenantsByNamespace();
        private boolean tariffs = true;
        private boolean grants = true;
        private long nowMillis = ClusterSample.NOW;

        World(long seed) {
            this.random = new SplittableRandom(seed);
        }

        MarketInput next() {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> jobs = plus(random.nextInt(4));
                case 3 -> jobs = jobs.isEmpty() ? jobs : List.copyOf(jobs.subList(1, jobs.size()));
                case 4 -> nodes = loaded();
                case 5 -> tenants = tenants.isEmpty() ? sample.tenantsByNamespace() : new TreeMap<>();
                case 6 -> tariffs = !tariffs;
                default -> grants = !grants;
            }
            nowMillis += random.nextLong(3_600_000);
            return new MarketInput(
                    new MarketInput.Resources(
                            sample.sites(),
                            sample.tenants(),
                            tariffs ? sample.tariffs() : List.of(),
                            sample.programmes(),
                            grants
                                    ? sample.vouchers().stream()
                                            .map(GrantSource::of)
                                            .toList()
                                    : List.of(),
                            jobs,
                            tenants),
                    books,
                    nodes,
                    nowMillis,
                    ClusterSample.FIRST_OF_MONTH);
        }

        private List<JobSource> plus(int kind) {
            TrainingJob first = sample.jobs().getFirst();
            TrainingJob job = new TrainingJob();
            job.setMetadata(new ObjectMetaBuilder(first.getMetadata()).build());
            job.setSpec(first.getSpec());
            String name = "job-%d".formatted(random.nextInt(6));
            job.getMetadata().setName(name);
            job.getMetadata()
                    .setNamespace(kind == 0 ? "nobody" : job.getMetadata().getNamespace());
            List<JobSource> more = new ArrayList<>(jobs);
            more.removeIf(source -> source.job().getMetadata().getName().equals(name));
            more.add(new JobSource(job, new Submission("uid-" + name, nowMillis)));
            return List.copyOf(more);
        }

        private List<NodeShape> loaded() {
            List<NodeShape> loaded = new ArrayList<>(nodes);
            int at = random.nextInt(loaded.size());
            loaded.set(at, loaded.get(at).withBackground(new NodeLoad(random.nextInt(4), 0, 0)));
            return List.copyOf(loaded);
        }
    }
}
