package io.xisuan.operator.notice.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.notice.NoticeKind;
import io.xisuan.billing.rendering.Language;
import io.xisuan.model.InputException;
import io.xisuan.operator.notice.Channel;
import io.xisuan.operator.notice.MailServer;
import io.xisuan.operator.notice.NoticeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of {@code --notices}. */
class NoticeFileTest {
    private static final String GOOD = """
            language: en
            channels:
              - name: ops
                wecom: {urlFile: SECRET}
              - name: firms
                mail: {host: smtp.example.cn, security: starttls, user: hub, passwordFile: SECRET, from: hub@example.cn}
              - name: acme
                webhook: {url: "https://hooks.acme.cn/x", secretFile: SECRET}
                perMinute: 5
            routes:
              - role: operations
                channels: [ops]
                quiet: {from: "22:00", to: "08:00"}
              - role: tenant
                channels: [firms]
                events: [invoice-issued, preempted]
                digest: "09:00"
                urgent: [preempted]
              - role: tenant
                tenants: [acme]
                channels: [acme]
            contacts:
              - tenant: acme
                mail: [cfo@acme.cn]
                language: zh
            """;

    @TempDir
    Path folder;

    private Path secret = Path.of("");

    @BeforeEach
    void secret() throws IOException {
        secret = Files.writeString(folder.resolve("secret"), "x");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("notices.yaml"), text.replace("SECRET", secret.toString()));
    }

    @Test
    void channels_routes_and_contacts_are_as_they_are_written() throws IOException {
        NoticeOptions options = NoticeFile.read(file(GOOD));
        assertThat(options.language()).isEqualTo(Language.EN);
        assertThat(options.channels()).containsOnlyKeys("ops", "firms", "acme");
        assertThat(options.channels().get("ops"))
                .isInstanceOfSatisfying(
                        Channel.Wecom.class,
                        wecom -> assertThat(wecom.perMinute()).isEqualTo(18));
        assertThat(options.channels().get("firms")).isInstanceOfSatisfying(Channel.Mail.class, mail -> {
            assertThat(mail.server().port()).isEqualTo(587);
            assertThat(mail.server().security()).isEqualTo(MailServer.Security.STARTTLS);
            assertThat(mail.to()).isEmpty();
        });
        assertThat(options.channels().get("acme"))
                .isInstanceOfSatisfying(
                        Channel.Webhook.class,
                        hook -> assertThat(hook.perMinute()).isEqualTo(5));
        assertThat(options.routes().get(1).events())
                .containsExactlyInAnyOrder(NoticeKind.INVOICE_ISSUED, NoticeKind.PREEMPTED);
        assertThat(options.contacts().values())
                .containsExactly(List.of(new io.xisuan.operator.notice.Contact(
                        new io.xisuan.model.TenantId("acme"), List.of("cfo@acme.cn"), Language.ZH)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: ops | name: Ops | channels[0].name: \"Ops\" is no name",
                "name: acme | name: ops | channels[2].name: \"ops\" is there twice",
                "wecom: {urlFile: SECRET} | wecom: {url: \"ftp://x\"} | is no address",
                "wecom: {urlFile: SECRET} | wecom: {} | write url or urlFile",
                "wecom: {urlFile: SECRET} | telegram: {} | channels[0].telegram: is no field",
                "security: starttls | security: none | an account needs security",
                "passwordFile: SECRET,  |  | user: goes with passwordFile",
                "from: hub@example.cn | from: hub at example | is no mail address",
                "[invoice-issued, preempted] | [claim-deadline] | routes[1].events: claim-deadline is not for role tenant",
                "[invoice-issued, preempted] | [invoice] | \"invoice\" is none of preempted, budget-reached",
                "tenants: [acme] | language: zh | would get the notices of all tenants",
                "channels: [acme] | channels: [acm] | there is no channel \"acm\"",
                "\"22:00\" | \"8 pm\" | routes[0].quiet.from: \"8 pm\" is no time",
                "digest: \"09:00\" | digest: daily | \"daily\" is no duration",
                "language: en | langage: en | langage: is no field",
                "mail: [cfo@acme.cn] | mail: [] | contacts[0].mail: write a list of texts"
            })
    void what_is_wrong_is_said_with_its_place(String good, String bad, String said) throws IOException {
        String text = GOOD.replace(good, bad == null ? "" : bad);
        assertThat(text).isNotEqualTo(GOOD);
        Path file = file(text);
        assertThatThrownBy(() -> NoticeFile.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(said);
    }

    @Test
    void a_file_that_becomes_wrong_leaves_what_counted_before() throws IOException {
        Path file = file(GOOD);
        NoticeSettings settings = new NoticeSettings(file);
        NoticeOptions before = settings.now();
        Files.writeString(file, "channels: 7");
        assertThat(settings.now()).isEqualTo(before);
        file(GOOD.replace("language: en", "language: zh"));
        assertThat(settings.now().language()).isEqualTo(Language.ZH);
    }
}
