package io.xisuan.operator.notice.send;

import io.xisuan.operator.notice.Channel;
import io.xisuan.operator.notice.MailServer;
import io.xisuan.operator.notice.Message;
import io.xisuan.operator.notice.NoticeText;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Mail by SMTP. A mail keeps its Message-ID at every try: servers and readers that know it show it once; not all do. A server that goes
 * silent, or drips, is left after three times its patience.
 */
final class MailSender implements Sender {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
    private static final String CHARSET = StandardCharsets.UTF_8.name();

    private final Channel.Mail channel;
    private final InstantSource clock;

    MailSender(Channel.Mail channel, InstantSource clock) {
        this.channel = channel;
        this.clock = clock;
    }

    @Override
    public String send(Message message) throws Unsent {
        MailServer server = channel.server();
        try (WatchedSockets sockets = new WatchedSockets(server.patience().multipliedBy(3))) {
            Session session = Session.getInstance(properties(server, sockets));
            Transport transport = connected(session, server);
            try {
                MimeMessage mail = mail(message, session);
                transport.sendMessage(mail, mail.getAllRecipients());
                return "taken by %s".formatted(server.host());
            } catch (MessagingException e) {
                throw MailFaults.sending(e);
            } finally {
                left(transport);
            }
        }
    }

    private static Transport connected(Session session, MailServer server) throws Unsent {
        try {
            Transport transport = session.getTransport("smtp");
            if (server.account().isPresent()) {
                MailServer.Account account = server.account().get();
                transport.connect(
                        server.host(), server.port(), account.user(), SecretFiles.text(account.passwordFile()));
            } else {
                transport.connect(server.host(), server.port(), null, null);
            }
            return transport;
        } catch (MessagingException e) {
            throw MailFaults.connecting(e);
        }
    }

    /** What the server took it has, however the connection ends. */
    private static void left(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException unimportant) {
            // The answer to the message was heard before.
        }
    }

    private Properties properties(MailServer server, WatchedSockets sockets) throws Unsent {
        String patience = Long.toString(server.patience().toMillis());
        Properties all = new Properties();
        all.setProperty("mail.smtp.connectiontimeout", patience);
        all.setProperty("mail.smtp.timeout", patience);
        all.setProperty("mail.smtp.quitwait", "false");
        all.setProperty("mail.smtp.localhost", domain());
        all.setProperty("mail.smtp.auth", Boolean.toString(server.account().isPresent()));
        all.put("mail.smtp.socketFactory", sockets.plain());
        all.setProperty("mail.smtp.socketFactory.fallback", "false");
        if (server.security() != MailServer.Security.NONE) {
            all.put(
                    "mail.smtp.ssl.socketFactory",
                    sockets.secure(Trust.context(server.caFile()).getSocketFactory()));
            all.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        }
        switch (server.security()) {
            case TLS -> all.setProperty("mail.smtp.ssl.enable", "true");
            case STARTTLS -> {
                all.setProperty("mail.smtp.starttls.enable", "true");
                all.setProperty("mail.smtp.starttls.required", "true");
            }
            case NONE -> {}
        }
        return all;
    }

    /** The domain of who sends: how we name ourselves to a server, and what our Message-IDs end in. */
    private String domain() {
        String from = channel.from().replaceAll("[<>\\s]", "");
        return from.substring(from.lastIndexOf('@') + 1);
    }

    private MimeMessage mail(Message message, Session session) throws MessagingException {
        String id = "<%s@%s>".formatted(message.id(), domain());
        MimeMessage mail = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", id);
            }
        };
        mail.setFrom(new InternetAddress(channel.from(), true));
        mail.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(message.to(), true));
        mail.setSubject(message.language().of("[西算] ", "[Xisuan] ") + message.title(), CHARSET);
        mail.setHeader("Date", DATE.format(Instant.ofEpochMilli(clock.millis()).atZone(ZoneOffset.UTC)));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Xisuan-Notice", message.id());
        mail.setText(text(message), CHARSET);
        return mail;
    }

    private static String text(Message message) {
        return message.texts().stream().map(NoticeText::plain).collect(Collectors.joining("\n----\n\n"));
    }
}
