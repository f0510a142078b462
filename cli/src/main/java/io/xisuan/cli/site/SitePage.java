package io.xisuan.cli.site;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.OwnerReclaim;
import io.xisuan.billing.store.RoomBook;
import io.xisuan.billing.store.SiteStop;
import io.xisuan.billing.store.SiteView;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.billing.store.StopRecord;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.ShownTime;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import io.xisuan.model.SiteId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All that is told of one site. */
record SitePage(String site, List<Devices> devices, List<Job> jobs, List<Kept> kept, List<Back> back) {
    /** The last so many times that the owner needed devices. */
    private static final int MOST_BACK = 20;

    /** What the site has of one model. */
    record Devices(
            String site,
            String accelerator,
            long devices,
            long owner,
            long sold,
            long kept,
            long spare,
            int jobs,
            int stopping,
            String seenAt) {
        static Devices of(SiteView view) {
            return new Devices(
                    view.site().value(),
                    view.acceleratorModelId(),
                    view.devices(),
                    view.background(),
                    view.sold(),
                    view.headroom(),
                    view.spare(),
                    view.jobs(),
                    view.stopping(),
                    ShownTime.second(view.seenAtMillis()));
        }
    }

    /** A job there; the reason and the instant are those of its order to leave, where it has one. */
    record Job(String job, int attempt, String accelerator, int devices, String state, String leaves, String goneBy) {
        static Job of(Intent intent, Optional<StopOrder> stop) {
            return new Job(
                    intent.attempt().job().namespace() + "/"
                            + intent.attempt().job().name(),
                    intent.attempt().attempt(),
                    intent.acceleratorModelId(),
                    intent.devicesPerWorker() * intent.workers().size(),
                    intent.state().name(),
                    stop.map(order -> order.reason() + ": " + order.text()).orElse(""),
                    stop.map(order -> ShownTime.second(order.byMillis())).orElse(""));
        }
    }

    /** What is kept from sale by request. */
    record Kept(long request, String accelerator, int devices, String until) {
        static Kept of(SiteStop stop) {
            return new Kept(
                    stop.request(),
                    stop.acceleratorModelId(),
                    stop.kept(),
                    stop.untilMillis() == 0 ? "until resumed" : ShownTime.second(stop.untilMillis()));
        }
    }

    /** One time that the owner needed devices which we held. */
    record Back(
            String cause, String about, String accelerator, int devices, String asked, String seconds, String stopped) {
        static Back of(OwnerReclaim reclaim) {
            String seconds = reclaim.freedAtMillis().isEmpty()
                    ? "waits"
                    : Long.toString(Math.ceilDiv(reclaim.freedAtMillis().getAsLong() - reclaim.askedAtMillis(), 1000L));
            return new Back(
                    reclaim.cause().name(),
                    reclaim.about(),
                    reclaim.acceleratorModelId(),
                    reclaim.devices(),
                    ShownTime.second(reclaim.askedAtMillis()),
                    seconds,
                    reclaim.stopped());
        }
    }

    static SitePage of(Store store, SiteId site) {
        RoomBook book = new RoomBook(store);
        List<Devices> devices = book.views().stream()
                .filter(view -> view.site().equals(site))
                .map(Devices::of)
                .toList();
        if (devices.isEmpty()) {
            throw InputException.of(unknown(book, site));
        }
        TreeMap<AttemptKey, StopOrder> orders = new TreeMap<>();
        store.stops().live().stream().map(StopRecord::order).forEach(order -> orders.put(order.attempt(), order));
        List<Job> jobs = store.liveIntents().stream()
                .filter(intent -> intent.site().equals(site))
                .map(intent -> Job.of(intent, Optional.ofNullable(orders.get(intent.attempt()))))
                .toList();
        List<Kept> kept = book.siteStops().stream()
                .filter(stop -> stop.site().equals(site))
                .map(Kept::of)
                .toList();
        List<Back> back = book.reclaims().stream()
                .filter(reclaim -> reclaim.site().equals(site))
                .map(Back::of)
                .toList();
        return new SitePage(
                site.value(), devices, jobs, kept, back.subList(Math.max(0, back.size() - MOST_BACK), back.size()));
    }

    private static String unknown(RoomBook book, SiteId site) {
        String known = book.views().stream()
                .map(view -> view.site().value())
                .distinct()
                .collect(Collectors.joining(", "));
        return known.isEmpty()
                ? "there is no site %s: no operator has seen any yet".formatted(site)
                : "there is no site %s: the sites are %s".formatted(site, known);
    }

    void print(OutputOption output) {
        output.print(this, table(devices));
        output.output().alsoForPeople("Jobs", jobTable(jobs));
        if (!kept.isEmpty()) {
            output.output().alsoForPeople("Kept from sale by request", keptTable(kept));
        }
        if (!back.isEmpty()) {
            output.output().alsoForPeople("Devices back to the owner", backTable(back));
        }
    }

    static Table table(List<Devices> all) {
        Table.Builder table = Table.of(
                Column.name("site", "Site"),
                Column.name("accelerator", "Accelerator"),
                Column.number("devices", "Devices"),
                Column.number("owner", "Owner's"),
                Column.number("sold", "Sold"),
                Column.number("kept", "Kept"),
                Column.number("spare", "Spare"),
                Column.number("jobs", "Jobs"),
                Column.number("stopping", "Stopping"),
                Column.text("seenAt", "Seen at"));
        all.forEach(each -> table.row(
                each.site(),
                each.accelerator(),
                Long.toString(each.devices()),
                Long.toString(each.owner()),
                Long.toString(each.sold()),
                Long.toString(each.kept()),
                Long.toString(each.spare()),
                Integer.toString(each.jobs()),
                Integer.toString(each.stopping()),
                each.seenAt()));
        return table.build();
    }

    private static Table jobTable(List<Job> all) {
        Table.Builder table = Table.of(
                Column.name("job", "Job"),
                Column.number("attempt", "Attempt"),
                Column.name("accelerator", "Accelerator"),
                Column.number("devices", "Devices"),
                Column.name("state", "State"),
                Column.text("leaves", "Leaves"),
                Column.text("goneBy", "Gone by"));
        all.forEach(each -> table.row(
                each.job(),
                Integer.toString(each.attempt()),
                each.accelerator(),
                Integer.toString(each.devices()),
                each.state(),
                each.leaves(),
                each.goneBy()));
        return table.build();
    }

    private static Table keptTable(List<Kept> all) {
        Table.Builder table = Table.of(
                Column.number("request", "Request"),
                Column.name("accelerator", "Accelerator"),
                Column.number("devices", "Devices"),
                Column.text("until", "Until"));
        all.forEach(each -> table.row(
                Long.toString(each.request()), each.accelerator(), Integer.toString(each.devices()), each.until()));
        return table.build();
    }

    private static Table backTable(List<Back> all) {
        Table.Builder table = Table.of(
                Column.name("cause", "Cause"),
                Column.text("about", "About"),
                Column.name("accelerator", "Accelerator"),
                Column.number("devices", "Devices"),
                Column.text("asked", "Needed since"),
                Column.number("seconds", "Seconds"),
                Column.text("stopped", "Told to leave"));
        all.forEach(each -> table.row(
                each.cause(),
                each.about(),
                each.accelerator(),
                Integer.toString(each.devices()),
                each.asked(),
                each.seconds(),
                each.stopped()));
        return table.build();
    }
}
