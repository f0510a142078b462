package io.xisuan.operator.notice;

import io.xisuan.billing.notice.Audience;
import io.xisuan.billing.notice.Notice;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.NoticeDelivery.Addressee;
import io.xisuan.billing.store.NoticeDelivery.Planned;
import io.xisuan.model.TenantId;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who is told what by which way, as the file of {@code --notices} says.
 *
 * @param language what is written where neither route nor contact says another
 * @param zone in which times are shown
 */
public record NoticeOptions(
        Language language,
        ZoneId zone,
        SortedMap<String, Channel> channels,
        List<Route> routes,
        SortedMap<TenantId, List<Contact>> contacts) {
    public NoticeOptions {
        channels = Collections.unmodifiableSortedMap(new TreeMap<>(channels));
        routes = List.copyOf(routes);
        contacts = Collections.unmodifiableSortedMap(new TreeMap<>(contacts));
        for (Route route : routes) {
            for (String name : route.channels()) {
                Channel channel = channels.get(name);
                if (channel == null) {
                    throw new IllegalArgumentException("routes: there is no channel \"%s\"".formatted(name));
                }
                if (route.role() != Audience.TENANT && toContacts(channel)) {
                    throw new IllegalArgumentException(
                            "routes: channel \"%s\" goes to tenants' contacts and takes no notices of role %s: write the channel's to"
                                    .formatted(name, route.role().word()));
                }
                if (route.role() == Audience.TENANT && route.tenants().isEmpty() && !toContacts(channel)) {
                    throw new IllegalArgumentException(
                            "routes: channel \"%s\" would get the notices of all tenants: name tenants, or leave out the channel's to, so that mail goes to each tenant's own contacts"
                                    .formatted(name));
                }
            }
        }
    }

    private static boolean toContacts(Channel channel) {
        return channel instanceof Channel.Mail mail && mail.to().isEmpty();
    }

    /** Returns the ways of a notice that came up now; each address once, by the way that is due first. */
    public List<Planned> ways(Notice notice, long nowMillis) {
        TreeMap<Addressee, Planned> ways = new TreeMap<>();
        for (Route route : routes) {
            if (route.takes(notice)) {
                long due = route.pause().dueMillis(notice.kind(), nowMillis);
                for (String name : route.channels()) {
                    addressed(Optional.ofNullable(channels.get(name)).orElseThrow(), notice, route, due)
                            .forEach(way -> ways.merge(
                                    way.to(), way, (one, other) -> one.dueMillis() <= other.dueMillis() ? one : other));
                }
            }
        }
        return List.copyOf(ways.values());
    }

    private List<Planned> addressed(Channel channel, Notice notice, Route route, long due) {
        String usual = route.language().orElse(language).toString();
        if (channel instanceof Channel.Mail mail) {
            return mail.to().isEmpty()
                    ? own(mail, notice, route, due)
                    : mail.to().stream()
                            .map(address -> new Planned(new Addressee(mail.name(), address), usual, due))
                            .toList();
        }
        return List.of(new Planned(new Addressee(channel.name(), ""), usual, due));
    }

    private List<Planned> own(Channel.Mail mail, Notice notice, Route route, long due) {
        return notice.tenant().stream()
                .flatMap(tenant -> contacts.getOrDefault(tenant, List.of()).stream())
                .flatMap(contact -> contact.addresses().stream()
                        .map(address -> new Planned(
                                new Addressee(mail.name(), address),
                                route.language().orElse(contact.language()).toString(),
                                due)))
                .toList();
    }
}
