package io.xisuan.operator.notice;

import io.xisuan.billing.store.NoticeDelivery;
import io.xisuan.billing.store.NoticeParcel;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** What goes together in one message. */
public final class Parcels {
    private Parcels() {}

    /**
     * Returns what is due as messages, in the order in which they came up: what was tried before goes as it was; the rest goes together
     * where its channel lets it.
     *
     * @param most how many notices a message to a channel may hold
     */
    public static List<NoticeParcel> of(List<NoticeDelivery> due, Function<String, Integer> most) {
        TreeMap<String, List<NoticeDelivery>> tried = new TreeMap<>();
        TreeMap<String, List<NoticeDelivery>> open = new TreeMap<>();
        List<List<NoticeDelivery>> fresh = new ArrayList<>();
        List<NoticeParcel> parcels = new ArrayList<>();
        for (NoticeDelivery delivery : due) {
            if (!delivery.parcel().isEmpty()) {
                tried.computeIfAbsent(delivery.parcel(), name -> new ArrayList<>())
                        .add(delivery);
                continue;
            }
            String address = "%s\n%s\n%s"
                    .formatted(delivery.to().channel(), delivery.to().address(), delivery.language());
            List<NoticeDelivery> begun = open.get(address);
            if (begun == null || begun.size() >= most.apply(delivery.to().channel())) {
                begun = new ArrayList<>();
                open.put(address, begun);
                fresh.add(begun);
            }
            begun.add(delivery);
        }
        tried.forEach((name, deliveries) -> parcels.add(new NoticeParcel(name, deliveries)));
        fresh.forEach(deliveries -> parcels.add(NoticeParcel.fresh(deliveries)));
        return List.copyOf(parcels);
    }
}
