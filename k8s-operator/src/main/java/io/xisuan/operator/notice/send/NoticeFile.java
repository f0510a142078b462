package io.xisuan.operator.notice.send;

import io.xisuan.billing.notice.Audience;
import io.xisuan.billing.notice.NoticeKind;
import io.xisuan.billing.rendering.Language;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.TenantId;
import io.xisuan.operator.notice.Channel;
import io.xisuan.operator.notice.Contact;
import io.xisuan.operator.notice.NoticeOptions;
import io.xisuan.operator.notice.Pause;
import io.xisuan.operator.notice.Route;
import io.xisuan.operator.options.OptionFields;
import io.xisuan.operator.options.OptionFile;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The file of {@code --notices}: channels, routes and contacts. YAML, strict: a field that is not known is refused. */
public final class NoticeFile {
    private static final String NAME = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

    private NoticeFile() {}

    /**
     * Reads the file.
     *
     * @throws InputException naming the file and the field, when anything is wrong with it
     */
    public static NoticeOptions read(Path file) {
        OptionFields root = OptionFile.read(file);
        root.allow("language", "zone", "channels", "routes", "contacts");
        ZoneId zone = zone(root);
        TreeMap<String, Channel> channels = new TreeMap<>();
        for (OptionFields fields : root.list("channels")) {
            Channel channel = ChannelFields.read(fields, name(fields, "name"));
            if (channels.put(channel.name(), channel) != null) {
                throw fields.wrong("name", "\"%s\" is there twice".formatted(channel.name()));
            }
        }
        List<Route> routes = new ArrayList<>();
        for (OptionFields fields : root.list("routes")) {
            routes.add(route(fields, zone));
        }
        TreeMap<TenantId, List<Contact>> contacts = new TreeMap<>();
        Language usual = language(root).orElse(Language.ZH);
        if (root.has("contacts")) {
            for (OptionFields fields : root.list("contacts")) {
                Contact contact = contact(fields, usual);
                contacts.computeIfAbsent(contact.tenant(), tenant -> new ArrayList<>())
                        .add(contact);
            }
        }
        return root.checked(() -> new NoticeOptions(usual, zone, channels, routes, contacts));
    }

    private static ZoneId zone(OptionFields root) {
        String text = root.text("zone").orElse(BillingPeriod.ZONE.getId());
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw root.wrong("zone", "\"%s\" is no time zone: write Asia/Shanghai".formatted(text));
        }
    }

    private static Optional<Language> language(OptionFields fields) {
        return fields.has("language")
                ? Optional.of(Language.valueOf(
                        fields.oneOf("language", "zh", "zh", "en").toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }

    private static String name(OptionFields fields, String field) {
        String name = fields.text(field).orElseThrow(() -> fields.wrong(field, "is missing"));
        if (!name.matches(NAME)) {
            throw fields.wrong(field, "\"%s\" is no name: write small letters, digits and -".formatted(name));
        }
        return name;
    }

    private static Route route(OptionFields fields, ZoneId zone) {
        fields.allow("role", "events", "tenants", "channels", "language", "quiet", "digest", "urgent");
        String role = fields.text("role").orElseThrow(() -> fields.wrong("role", "is missing"));
        Audience audience = Audience.valueOf(
                fields.oneOf("role", role, "tenant", "operations", "finance").toUpperCase(Locale.ROOT));
        Set<NoticeKind> events = kinds(fields, "events");
        events.stream().filter(kind -> !kind.isFor(audience)).findFirst().ifPresent(kind -> {
            throw fields.wrong("events", "%s is not for role %s".formatted(kind.word(), audience.word()));
        });
        if (!fields.has("channels")) {
            throw fields.wrong("channels", "is missing: name at least one channel");
        }
        Pause pause = fields.checked(() -> new Pause(
                zone,
                fields.has("quiet") ? Optional.of(hours(fields.part("quiet"))) : Optional.empty(),
                fields.text("digest").map(text -> digest(fields, text)),
                fields.has("urgent") ? kinds(fields, "urgent") : EnumSet.of(NoticeKind.SITE_CUT_OFF)));
        return new Route(
                audience,
                events,
                fields.texts("tenants").stream().map(TenantId::new).collect(Collectors.toSet()),
                fields.texts("channels"),
                language(fields),
                pause);
    }

    private static Set<NoticeKind> kinds(OptionFields fields, String field) {
        Set<NoticeKind> kinds = EnumSet.noneOf(NoticeKind.class);
        for (String word : fields.texts(field)) {
            kinds.add(NoticeKind.ofWord(word)
                    .orElseThrow(() -> fields.wrong(
                            field,
                            "\"%s\" is none of %s"
                                    .formatted(
                                            word,
                                            EnumSet.allOf(NoticeKind.class).stream()
                                                    .map(NoticeKind::word)
                                                    .collect(Collectors.joining(", "))))));
        }
        return kinds;
    }

    private static Pause.Hours hours(OptionFields fields) {
        fields.allow("from", "to");
        return fields.checked(() -> new Pause.Hours(time(fields, "from"), time(fields, "to")));
    }

    private static LocalTime time(OptionFields fields, String field) {
        String text = fields.text(field).orElseThrow(() -> fields.wrong(field, "is missing"));
        return clock(text).orElseThrow(() -> fields.wrong(field, "\"%s\" is no time: write \"22:00\"".formatted(text)));
    }

    private static Optional<LocalTime> clock(String text) {
        return text.matches("([01][0-9]|2[0-3]):[0-5][0-9]") ? Optional.of(LocalTime.parse(text)) : Optional.empty();
    }

    private static Pause.Digest digest(OptionFields fields, String text) {
        Optional<LocalTime> daily = clock(text);
        return daily.isPresent()
                ? new Pause.Digest.Daily(daily.get())
                : new Pause.Digest.Every(fields.duration("digest", java.time.Duration.ZERO));
    }

    private static Contact contact(OptionFields fields, Language usual) {
        fields.allow("tenant", "mail", "language");
        String tenant = fields.text("tenant").orElseThrow(() -> fields.wrong("tenant", "is missing"));
        List<String> addresses = ChannelFields.addresses(fields, "mail");
        if (addresses.isEmpty()) {
            throw fields.wrong("mail", "is missing: write a list of addresses");
        }
        return new Contact(new TenantId(tenant), addresses, language(fields).orElse(usual));
    }
}
