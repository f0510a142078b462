package io.xisuan.operator.metering.lifecycle;

import static io.xisuan.operator.metering.lifecycle.LifecycleFixtures.SITE;
import static io.xisuan.operator.metering.lifecycle.LifecycleFixtures.at;
import static io.xisuan.operator.metering.lifecycle.LifecycleFixtures.plainLife;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InventoryClosureTest {
    private static final NodeName FIRST = new NodeName("node-0");
    private static final NodeName SECOND = new NodeName("node-1");
    private static final List<String> LANES = List.of("nvidia.com/gpu/0", "nvidia.com/gpu/1", "nvidia.com/gpu/2");
    private static final SiteInventory INVENTORY =
            new SiteInventory(SITE, new Interval(at("09:00:00"), at("13:00:00")), Map.of(FIRST, LANES, SECOND, LANES));

    @Test
    void every_device_millisecond_is_in_exactly_one_class() {
        List<UsageInterval> usage = UsageFoldTest.closed(plainLife());
        InventoryClosure closure = InventoryClosure.of(
                INVENTORY,
                usage,
                List.of(new LaneSpan(FIRST, LANES.get(2), new Interval(at("08:00:00"), at("10:00:00")))),
                List.of(
                        new LaneSpan(FIRST, LANES.get(2), new Interval(at("09:30:00"), at("11:00:00"))),
                        new LaneSpan(FIRST, LANES.get(2), new Interval(at("10:30:00"), at("11:30:00")))));

        assertThat(closure.inventory()).isEqualTo(new DeviceMillis(6 * 4 * 3_600_000L));
        assertThat(closure.background()).isEqualTo(new DeviceMillis(3_600_000L));
        assertThat(closure.unavailable()).isEqualTo(new DeviceMillis(90 * 60_000L));
        assertThat(closure.billed()).isEqualTo(new DeviceMillis(2 * (118 + 119) * 60_000L));
        assertThat(closure.heldUnbilled()).isEqualTo(new DeviceMillis(2 * (120 + 115 + 120 + 60) * 1_000L));
    }

    @Test
    void two_holders_of_one_lane_are_refused() {
        LaneSpan overlap = new LaneSpan(FIRST, LANES.get(0), new Interval(at("11:00:00"), at("11:00:01")));
        assertThatThrownBy(() ->
                        InventoryClosure.of(INVENTORY, UsageFoldTest.closed(plainLife()), List.of(overlap), List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nvidia.com/gpu/0");
    }
}
