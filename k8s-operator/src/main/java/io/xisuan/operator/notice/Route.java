package io.xisuan.operator.notice;

import io.xisuan.billing.notice.Audience;
import io.xisuan.billing.notice.Notice;
import io.xisuan.billing.notice.NoticeKind;
import io.xisuan.billing.rendering.Language;
import io.xisuan.model.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which notices go by which channels.
 *
 * @param events the kinds that go here; none: all that are for the role
 * @param tenants whom they may be about; none: anybody
 * @param language in which it is written; empty: the tenant's contact's, else the usual one
 */
public record Route(
        Audience role,
        Set<NoticeKind> events,
        Set<TenantId> tenants,
        List<String> channels,
        Optional<Language> language,
        Pause pause) {
    public Route {
        events = Set.copyOf(events);
        tenants = Set.copyOf(tenants);
        channels = List.copyOf(channels);
    }

    /** Returns whether a notice goes here; what is about one firm never goes by a route of other firms. */
    boolean takes(Notice notice) {
        boolean kind = notice.kind().isFor(role) && (events.isEmpty() || events.contains(notice.kind()));
        boolean about =
                tenants.isEmpty() || notice.tenant().filter(tenants::contains).isPresent();
        return kind && about && (role == Audience.TENANT ? notice.tenant().isPresent() : !isCopy(notice));
    }

    /** What is about a site is told once as such, and once to each firm that it touches. */
    private static boolean isCopy(Notice notice) {
        return notice.tenant().isPresent()
                && (notice.kind() == NoticeKind.SITE_CUT_OFF || notice.kind() == NoticeKind.SITE_BACK);
    }
}
