package io.xisuan.billing.store;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.notice.Notice;
import java.util.ArrayList;
import java.util.List;

/**
 * One message to one address: a notice, or several that go together.
 *
 * @param id the same at every try, by which a receiver knows a repeat
 */
public record NoticeParcel(String id, List<NoticeDelivery> deliveries) {
    public NoticeParcel {
        deliveries = List.copyOf(deliveries);
        if (id.isBlank() || deliveries.isEmpty()) {
            throw new IllegalArgumentException("A parcel has a name and something in it");
        }
        NoticeDelivery first = deliveries.getFirst();
        if (deliveries.stream()
                .anyMatch(one -> !one.to().equals(first.to()) || !one.language().equals(first.language()))) {
            throw new IllegalArgumentException("Parcel %s goes to more than one address".formatted(id));
        }
    }

    /** Returns deliveries to one address as a message that was never tried; its name follows from what is in it and where it goes. */
    public static NoticeParcel fresh(List<NoticeDelivery> deliveries) {
        NoticeDelivery.Addressee to = deliveries.getFirst().to();
        List<String> fields = new ArrayList<>(List.of("notice", to.channel(), to.address()));
        deliveries.forEach(one -> fields.add(one.notice().key()));
        return new NoticeParcel(Sha256.hexOfFields(fields).substring(0, 32), deliveries);
    }

    /** Returns where it goes. */
    public NoticeDelivery.Addressee to() {
        return deliveries.getFirst().to();
    }

    /** Returns {@code zh} or {@code en}. */
    public String language() {
        return deliveries.getFirst().language();
    }

    /** Returns how often it was tried. */
    public int attempts() {
        return deliveries.getFirst().attempts();
    }

    /** Returns whether it may have arrived before. */
    public boolean uncertain() {
        return deliveries.stream().anyMatch(NoticeDelivery::uncertain);
    }

    /** Returns what it tells, in the order in which it came up. */
    public List<Notice> notices() {
        return deliveries.stream().map(NoticeDelivery::notice).toList();
    }
}
