package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.operator.metering.evidence.Confirmation;
import io.xisuan.operator.metering.evidence.GapCause;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.simulated.DeviceWorld;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What the journal says of who vouches for the billed time of a job, and of what was sampled. */
record MeteredEvidence(MeteredCluster cluster, String jobUid) {
    List<JournalEntry.Usage> billed() {
        return cluster.entries(JournalEntry.Usage.class).stream()
                .filter(entry -> entry.usage().job().uid().equals(jobUid))
                .filter(entry -> entry.usage().billed())
                .toList();
    }

    /** The agents named exactly the devices that the containers truly had. */
    void isConfirmedByTheAgents() {
        assertThat(billed()).isNotEmpty().allSatisfy(entry -> {
            Confirmation word = entry.confirmation().orElseThrow(() -> new AssertionError("by count: " + entry));
            assertThat(word.basis()).isEqualTo(Confirmation.Basis.AGENT);
            assertThat(word.polls()).as(entry.toString()).isPositive();
        });
        TreeSet<String> named = new TreeSet<>();
        billed().forEach(entry -> named.add(entry.usage().node().value() + " "
                + entry.confirmation().flatMap(Confirmation::device).orElseThrow()));
        assertThat(named).isEqualTo(held());
    }

    private TreeSet<String> held() {
        TreeSet<String> held = new TreeSet<>();
        for (PodRecorder.Said pod : cluster.recorder().of(jobUid)) {
            DeviceWorld world = cluster.node(pod.node()).world();
            cluster.truth(pod)
                    .slots()
                    .forEach(slot -> held.add(pod.node() + " " + world.make().pluginId(pod.node(), slot, 0)));
        }
        return held;
    }

    /** The exporters told of each device, and that it was busy. */
    void isSampled() {
        assertThat(billed()).allSatisfy(entry -> {
            assertThat(entry.evidence().orElseThrow().seen())
                    .as(entry.toString())
                    .isPositive();
            assertThat(entry.evidence().orElseThrow().maxPerMille())
                    .as(entry.toString())
                    .isPositive();
        });
    }

    /** Nothing is made up of what exporters left out. */
    void lacks(Predicate<GapCause> cause) {
        assertThat(billed())
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(
                                entry.evidence().orElseThrow().gaps().keySet())
                        .as(entry.toString())
                        .anyMatch(cause));
    }
}
