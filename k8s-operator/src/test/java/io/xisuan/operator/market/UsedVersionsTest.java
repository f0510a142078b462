package io.xisuan.operator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.store.FencedException;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.TariffEnds;
import io.xisuan.billing.tariff.PriceRule;
import io.xisuan.billing.tariff.Tariff;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.Rate;
import io.xisuan.model.SiteId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is open of a version by which money was made: where it ends, as long as that is ahead. */
class UsedVersionsTest {
    private static final long HOUR = 3_600_000;
    private static final long NOW = 1_000 * HOUR;
    private static final long OPEN = TariffVersion.UNTIL_NEXT_MILLIS;
    private static final TariffVersion FIRST = version("list/one", 0, OPEN, "20");

    @TempDir
    Path folder;

    private static TariffVersion version(String id, long from, long to, String price) {
        return new TariffVersion(
                id,
                new Interval(from, to),
                Rate.parse("0.06"),
                List.of(PriceRule.allDay(
                        new SiteId("west"), AcceleratorModel.parse("nvidia-h800-80g"), HourlyPrice.parse(price))));
    }

    /** A list whose second version begins then, as it is read: the first ends there. */
    private static Tariff followedAt(long from) {
        TariffVersion second = version("list/two", from, OPEN, "30");
        return new Tariff("list", List.of(FIRST.followedBy(second), second));
    }

    private static Optional<String> problem(Tariff list, Map<String, String> used, Map<String, Long> ends) {
        UsedVersions known = new UsedVersions(new TreeMap<>(used), new TreeMap<>(ends), NOW);
        return known.problem(list).map(UsedVersions.Problem::what);
    }

    private static Map<String, String> used(TariffVersion... versions) {
        TreeMap<String, String> used = new TreeMap<>();
        for (TariffVersion version : versions) {
            used.put(version.id(), version.digest());
        }
        return used;
    }

    @Test
    void what_follows_a_used_version_begins_later_than_it_is_first_seen() {
        assertThat(problem(followedAt(NOW + HOUR), used(FIRST), Map.of())).isEmpty();
        assertThat(problem(followedAt(NOW - HOUR), used(FIRST), Map.of()).orElseThrow())
                .startsWith("list/one was used until now, and now ends at 1970-02-11T15:00:00Z")
                .contains("delete this Tariff and apply it again");
        assertThat(problem(followedAt(NOW - HOUR), used(), Map.of()))
                .as("no money was made by it")
                .isEmpty();
    }

    @Test
    void an_end_that_was_seen_in_time_holds_when_it_is_past_and_moves_no_more() {
        assertThat(problem(followedAt(NOW - HOUR), used(FIRST), Map.of("list/one", NOW - HOUR)))
                .isEmpty();
        for (long moved : new long[] {NOW - 2 * HOUR, NOW - 1, NOW + HOUR}) {
            assertThat(problem(followedAt(moved), used(FIRST), Map.of("list/one", NOW - HOUR)))
                    .as("%d", moved)
                    .isPresent();
        }
        Tariff alone = new Tariff("list", List.of(FIRST));
        assertThat(problem(alone, used(FIRST), Map.of("list/one", NOW - HOUR)))
                .as("what followed is taken away after it began")
                .isPresent();
    }

    @Test
    void an_end_that_is_ahead_may_move_while_it_stays_ahead() {
        Map<String, Long> seen = Map.of("list/one", NOW + HOUR);
        assertThat(problem(followedAt(NOW + 2 * HOUR), used(FIRST), seen)).isEmpty();
        assertThat(problem(new Tariff("list", List.of(FIRST)), used(FIRST), seen))
                .isEmpty();
        assertThat(problem(followedAt(NOW - HOUR), used(FIRST), seen)).isPresent();
    }

    @Test
    void of_versions_used_before_there_were_notes_the_first_end_is_taken() {
        Map<String, Long> old = Map.of("list/one", TariffEnds.UNNOTED);
        assertThat(problem(followedAt(NOW - HOUR), used(FIRST), old)).isEmpty();
        UsedVersions known = new UsedVersions(new TreeMap<>(used(FIRST)), new TreeMap<>(old), NOW);
        assertThat(known.unnoted(List.of(followedAt(NOW - HOUR)))).containsEntry("list/one", NOW - HOUR);
        assertThat(known.unnoted(List.of(new Tariff("list", List.of(FIRST))))).containsEntry("list/one", OPEN);
    }

    /** Else what began under the version between would be priced by the one before it. */
    @Test
    void a_list_has_every_version_that_was_used() {
        TariffVersion between = version("list/mid", NOW - 2 * HOUR, NOW - HOUR, "25");
        TariffVersion last = version("list/two", NOW - HOUR, OPEN, "30");
        Tariff without = new Tariff("list", List.of(FIRST.followedBy(last), last));
        assertThat(problem(without, used(between, last), Map.of()).orElseThrow())
                .startsWith("lacks list/mid, which was used");
        assertThat(problem(without, used(last, version("lists/mid", 0, HOUR, "1")), Map.of()))
                .as("another list's")
                .isEmpty();
    }

    @Test
    void what_comes_into_force_in_a_list_that_is_used_is_used() {
        Tariff list = followedAt(NOW - HOUR);
        UsedVersions none = new UsedVersions(new TreeMap<>(), new TreeMap<>(), NOW);
        assertThat(none.inForce(List.of(list))).isEmpty();
        UsedVersions first = new UsedVersions(new TreeMap<>(used(FIRST)), new TreeMap<>(), NOW);
        assertThat(first.inForce(List.of(list))).extracting(TariffVersion::id).containsExactly("list/two");
        assertThat(first.inForce(List.of(followedAt(NOW + HOUR)))).isEmpty();
    }

    @Test
    void an_end_of_its_own_is_part_of_a_version() {
        TariffVersion bounded = version("list/one", 0, NOW + HOUR, "20");
        Tariff list = new Tariff("list", List.of(version("list/one", 0, NOW + 2 * HOUR, "20")));
        assertThat(problem(list, used(bounded), Map.of()).orElseThrow())
                .contains("was used with other prices, or with another end");
        assertThat(new UsedVersions(new TreeMap<>(used(bounded)), new TreeMap<>(), NOW).unnoted(List.of(list)))
                .isEmpty();
    }

    @Test
    void ends_are_noted_once_by_who_leads() {
        try (Store store = Store.open("jdbc:sqlite:" + folder.resolve("ends.db"))) {
            TariffEnds ends = new TariffEnds(store);
            long epoch = store.mintEpoch("test", 1);
            store.useTariffs(epoch, List.of(FIRST), 5);
            for (long end : new long[] {NOW + HOUR, NOW + HOUR, NOW + 2 * HOUR, OPEN}) {
                Tariff list = end == OPEN ? new Tariff("list", List.of(FIRST)) : followedAt(end);
                UsedVersions known = new UsedVersions(store.tariffDigests(), ends.last(), NOW);
                ends.note(epoch, known.unnoted(List.of(list)), NOW);
                assertThat(ends.last()).isEqualTo(Map.of("list/one", end));
            }
            long next = store.mintEpoch("other", 2);
            assertThatThrownBy(() -> ends.note(epoch, new TreeMap<>(Map.of("list/one", NOW)), NOW))
                    .isInstanceOf(FencedException.class);
            assertThat(next).isGreaterThan(epoch);
        }
    }
}
