package io.xisuan.operator.metering.lifecycle;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
import io.xisuan.model.SiteId;
import java.util.List;

/**
 * The five classes of a site's device time over a window. They add up to the inventory, exactly.
 *
 * <p>Held time comes first: a device that is held while it counts as unavailable is held, so {@code unavailable} is what nobody
 * held.
 */
public record InventoryClosure(
        SiteId site,
        Interval window,
        int devices,
        DeviceMillis billed,
        DeviceMillis heldUnbilled,
        DeviceMillis background,
        DeviceMillis idle,
        DeviceMillis unavailable) {
    public InventoryClosure {
        DeviceMillis sum = DeviceMillis.sum(List.of(billed, heldUnbilled, background, idle, unavailable));
        if (!sum.equals(DeviceMillis.of(devices, window))) {
            throw new IllegalArgumentException("The classes of %s sum to %s, its inventory is %s"
                    .formatted(site, sum, DeviceMillis.of(devices, window)));
        }
    }

    public DeviceMillis inventory() {
        return DeviceMillis.of(devices, window);
    }

    /**
     * Puts every device-millisecond of the inventory into one class.
     *
     * <p>Usage of other sites or wholly outside the window is left aside; the rest is cut to the window.
     *
     * @throws IllegalStateException when a lane is unknown or held by more than one device's worth at a time
     */
    public static InventoryClosure of(
            SiteInventory inventory, List<UsageInterval> usage, List<LaneSpan> background, List<LaneSpan> unavailable) {
        LaneSweep sweep = new LaneSweep(inventory);
        usage.stream().filter(used -> used.site().equals(inventory.site())).forEach(sweep::hold);
        background.forEach(sweep::holdBackground);
        unavailable.forEach(sweep::unavailable);
        return sweep.close();
    }
}
