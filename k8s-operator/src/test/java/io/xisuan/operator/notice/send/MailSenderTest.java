package io.xisuan.operator.notice.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.xisuan.billing.store.NoticeTry;
import io.xisuan.operator.notice.Channel;
import io.xisuan.operator.notice.MailServer;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mail to real servers: GreenMail, and one that misbehaves on demand. */
@Timeout(120)
class MailSenderTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    /** For what is answered: a machine that is busy is no slow server. */
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static TestIdentity identity;

    @BeforeAll
    static void made() throws Exception {
        identity = new TestIdentity(folder);
        System.setProperty("greenmail.tls.keystore.file", identity.keys().toString());
        System.setProperty("greenmail.tls.keystore.password", TestIdentity.PASSWORD);
    }

    private static MailSender sender(
            int port,
            MailServer.Security security,
            Optional<MailServer.Account> account,
            Optional<Path> trusted,
            Duration patience) {
        return new MailSender(
                new Channel.Mail(
                        "mail",
                        new MailServer("127.0.0.1", port, security, account, trusted, patience),
                        "hub@xisuan.example",
                        List.of(),
                        60),
                TestMessages.CLOCK);
    }

    private static MailSender plain(int port, Duration patience) {
        return sender(port, MailServer.Security.NONE, Optional.empty(), Optional.empty(), patience);
    }

    private static Optional<MailServer.Account> account(String password) throws Exception {
        return Optional.of(new MailServer.Account(
                "hub", Files.writeString(folder.resolve("password-" + password), password + "\n")));
    }

    private static GreenMail server(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(60_000);
        GreenMail server = new GreenMail(setup);
        server.start();
        return server;
    }

    private static Unsent unsent(Sender sender) {
        return catchThrowableOfType(
                Unsent.class, () -> sender.send(TestMessages.message("cfo@acme.example", "2026-000001")));
    }

    @Test
    void a_mail_arrives_with_its_name_its_language_and_its_text() throws Exception {
        GreenMail server = server(ServerSetup.PROTOCOL_SMTP);
        try {
            plain(server.getSmtp().getPort(), Duration.ofSeconds(20))
                    .send(TestMessages.message("cfo@acme.example", "2026-000001", "2026-000002"));
            MimeMessage mail = server.getReceivedMessages()[0];
            assertThat(mail.getMessageID()).isEqualTo("<0123456789abcdef@xisuan.example>");
            assertThat(mail.getSubject()).isEqualTo("[西算] 2 条通知：账单已开具：2026-000001，2026-05，应付 1234.56 元 等");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(mail.getHeader("Date")).containsExactly("Mon, 15 Jun 2026 04:00:00 +0000");
            assertThat(mail.getAllRecipients()).hasSize(1);
            assertThat(mail.getContent().toString()).contains("应付: 1234.56 元").contains("2026-000002");
        } finally {
            server.stop();
        }
    }

    @Test
    void an_account_is_shown_over_tls_alone_and_a_wrong_password_is_tried_again() throws Exception {
        GreenMail server = server(ServerSetup.PROTOCOL_SMTPS);
        try {
            server.setUser("hub@xisuan.example", "hub", "right");
            int port = server.getSmtps().getPort();
            Optional<Path> trusted = Optional.of(identity.pem());
            sender(port, MailServer.Security.TLS, account("right"), trusted, Duration.ofSeconds(20))
                    .send(TestMessages.message("cfo@acme.example", "2026-000001"));
            assertThat(server.getReceivedMessages()).hasSize(1);
            Unsent wrong =
                    unsent(sender(port, MailServer.Security.TLS, account("wrong"), trusted, Duration.ofSeconds(20)));
            assertThat(wrong.result()).isEqualTo(NoticeTry.Result.AGAIN);
            assertThat(wrong.said()).contains("refuses the account").doesNotContain("wrong\n");
            Unsent untrusted = unsent(
                    sender(port, MailServer.Security.TLS, account("right"), Optional.empty(), Duration.ofSeconds(20)));
            assertThat(untrusted.result()).isEqualTo(NoticeTry.Result.AGAIN);
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void a_plain_connection_becomes_tls_or_nothing_is_sent() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of(), Optional.of(identity.context()))) {
            sender(
                            server.port(),
                            MailServer.Security.STARTTLS,
                            account("right"),
                            Optional.of(identity.pem()),
                            Duration.ofSeconds(20))
                    .send(TestMessages.message("cfo@acme.example", "2026-000001"));
            assertThat(server.texts).hasSize(1);
        }
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of("EHLO", "250 scripted"), Optional.empty())) {
            Unsent unsent = unsent(sender(
                    server.port(),
                    MailServer.Security.STARTTLS,
                    account("right"),
                    Optional.of(identity.pem()),
                    Duration.ofSeconds(20)));
            assertThat(unsent.result()).isEqualTo(NoticeTry.Result.AGAIN);
            assertThat(server.texts).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HELLO, 421 busy, AGAIN",
        "MAIL, 451 later, AGAIN",
        "MAIL, 550 not you, AGAIN",
        "RCPT, 451 greylisted, AGAIN",
        "RCPT, 550 nobody here, DEAD",
        "DATA, 451 later, AGAIN",
        "., 554 spam, DEAD",
        "., 452 full, AGAIN",
        "., silence, UNCERTAIN",
        "., break, UNCERTAIN",
        "., drip, UNCERTAIN",
        "HELLO, silence, AGAIN",
        "EHLO, drip, AGAIN"
    })
    void what_a_server_answers_says_what_became_of_a_mail(String command, String answer, NoticeTry.Result result)
            throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of(command, answer), Optional.empty())) {
            boolean ends = !answer.equals(ScriptedSmtp.SILENCE) && !answer.equals(ScriptedSmtp.DRIP);
            Unsent unsent = unsent(plain(server.port(), ends ? LONG : SHORT));
            assertThat(unsent.result())
                    .as("%s: %s, said %s", command, answer, unsent.said())
                    .isEqualTo(result);
            assertThat(unsent.said()).doesNotContain("\n").isNotBlank();
        }
    }

    @Test
    void a_server_that_is_away_is_tried_again() throws Exception {
        int port;
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of(), Optional.empty())) {
            port = server.port();
        }
        assertThat(unsent(plain(port, SHORT)).result()).isEqualTo(NoticeTry.Result.AGAIN);
    }

    @Test
    void what_a_server_took_is_sent_though_it_breaks_off_afterwards() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of("QUIT", "break"), Optional.empty())) {
            assertThat(plain(server.port(), LONG).send(TestMessages.message("cfo@acme.example", "2026-000001")))
                    .contains("127.0.0.1");
            assertThat(server.texts).hasSize(1);
        }
    }
}
