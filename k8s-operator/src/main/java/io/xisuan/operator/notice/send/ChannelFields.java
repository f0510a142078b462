package io.xisuan.operator.notice.send;

import io.xisuan.operator.notice.Channel;
import io.xisuan.operator.notice.MailServer;
import io.xisuan.operator.options.OptionFields;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The fields of a channel. */
final class ChannelFields {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int WEBHOOK_A_MINUTE = 600;
    private static final int MAIL_A_MINUTE = 60;
    /** WeCom's robots take 20 a minute; two are left to others. */
    private static final int WECOM_A_MINUTE = 18;

    private ChannelFields() {}

    static Channel read(OptionFields fields, String name) {
        fields.allow("name", "webhook", "mail", "wecom", "perMinute");
        long ways =
                List.of("webhook", "mail", "wecom").stream().filter(fields::has).count();
        if (ways != 1) {
            throw fields.wrong("webhook", "write one of webhook, mail and wecom");
        }
        if (fields.has("webhook")) {
            OptionFields part = fields.part("webhook");
            part.allow("url", "urlFile", "secretFile", "caFile");
            return new Channel.Webhook(
                    name,
                    place(part),
                    part.file("secretFile"),
                    part.file("caFile"),
                    fields.number("perMinute", WEBHOOK_A_MINUTE));
        }
        if (fields.has("wecom")) {
            OptionFields part = fields.part("wecom");
            part.allow("url", "urlFile", "caFile");
            return new Channel.Wecom(
                    name, place(part), part.file("caFile"), fields.number("perMinute", WECOM_A_MINUTE));
        }
        return mail(fields.part("mail"), name, fields.number("perMinute", MAIL_A_MINUTE));
    }

    private static Channel.Place place(OptionFields fields) {
        Optional<URI> plain = fields.text("url")
                .map(text -> WebAddress.parse(text)
                        .orElseThrow(() ->
                                fields.wrong("url", "\"%s\" is no address: write https://HOST/PATH".formatted(text))));
        return fields.checked(() -> new Channel.Place(plain, fields.file("urlFile")));
    }

    private static Channel mail(OptionFields fields, String name, int perMinute) {
        fields.allow("host", "port", "security", "user", "passwordFile", "caFile", "from", "to", "patience");
        MailServer.Security security = MailServer.Security.valueOf(
                fields.oneOf("security", "tls", "tls", "starttls", "none").toUpperCase(Locale.ROOT));
        int port = fields.number(
                "port",
                switch (security) {
                    case TLS -> 465;
                    case STARTTLS -> 587;
                    case NONE -> 25;
                });
        String host = fields.text("host").orElseThrow(() -> fields.wrong("host", "is missing"));
        String from = fields.text("from").orElseThrow(() -> fields.wrong("from", "is missing: an address"));
        requireAddress(fields, "from", from);
        return fields.checked(() -> new Channel.Mail(
                name,
                new MailServer(
                        host,
                        port,
                        security,
                        account(fields),
                        fields.file("caFile"),
                        fields.duration("patience", PATIENCE)),
                from,
                addresses(fields, "to"),
                perMinute));
    }

    private static Optional<MailServer.Account> account(OptionFields fields) {
        Optional<String> user = fields.text("user");
        Optional<Path> file = fields.file("passwordFile");
        if (user.isPresent() != file.isPresent()) {
            throw fields.wrong("user", "goes with passwordFile, and passwordFile with user");
        }
        return user.map(known -> new MailServer.Account(known, file.orElseThrow()));
    }

    static List<String> addresses(OptionFields fields, String field) {
        List<String> all = fields.texts(field);
        all.forEach(address -> requireAddress(fields, field, address));
        return all;
    }

    private static void requireAddress(OptionFields fields, String field, String address) {
        try {
            new InternetAddress(address, true).validate();
        } catch (AddressException e) {
            throw fields.wrong(field, "\"%s\" is no mail address: %s".formatted(address, e.getMessage()));
        }
    }
}
