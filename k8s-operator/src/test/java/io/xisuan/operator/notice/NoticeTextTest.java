package io.xisuan.operator.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.notice.Fact;
import io.xisuan.billing.notice.Notice;
import io.xisuan.billing.notice.NoticeKind;
import io.xisuan.billing.rendering.Language;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people read. */
class NoticeTextTest {
    private static final long AT = Instant.parse("2026-06-15T04:00:00Z").toEpochMilli();

    private static Notice.Builder preempted(String detail) {
        return Notice.of(NoticeKind.PREEMPTED, "uid-1/1", AT)
                .tenant(new TenantId("acme"))
                .with(Fact.JOB, "acme-ns/train")
                .with(Fact.ATTEMPT, 1)
                .with(Fact.SITE, "qingyang-1")
                .with(Fact.REASON, "Preempted")
                .with(Fact.DETAIL, detail)
                .with(Fact.BY, Instant.ofEpochMilli(AT + 120_000));
    }

    private static NoticeText text(Notice notice, Language language) {
        return NoticeText.of(notice, language, BillingPeriod.ZONE);
    }

    private static Message message(Language language, boolean repeat, Notice... notices) {
        return new Message(
                "0123",
                "",
                language,
                List.of(notices),
                List.of(notices).stream().map(notice -> text(notice, language)).toList(),
                repeat);
    }

    @Test
    void a_preemption_says_which_job_why_and_by_when_in_both_languages() {
        assertThat(text(preempted("for b").build(), Language.ZH).plain()).isEqualTo("""
                作业被中断：acme-ns/train, 为排序更前的作业让位（Preempted）

                时间: 2026-06-15 12:00:00 +08:00
                租户: acme
                作业: acme-ns/train
                第几次运行: 1
                站点: qingyang-1
                原因: 为排序更前的作业让位（Preempted）
                说明: for b
                最迟于: 2026-06-15 12:02:00 +08:00

                下一步: 无需操作：作业会从检查点自动重试
                """);
        assertThat(text(preempted("for b").build(), Language.EN).plain())
                .startsWith("Job preempted: acme-ns/train, Preempted\n")
                .contains("by: 2026-06-15 12:02:00 +08:00\n");
    }

    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void every_kind_has_words_for_all_facts_in_both_languages(NoticeKind kind) {
        Notice.Builder builder = Notice.of(kind, "x", AT).tenant(new TenantId("acme"));
        for (Fact fact : EnumSet.allOf(Fact.class)) {
            builder.with(fact, fact == Fact.BY || fact == Fact.SINCE ? Instant.ofEpochMilli(AT) : "v-" + fact.word());
        }
        NoticeText zh = text(builder.build(), Language.ZH);
        NoticeText en = text(builder.build(), Language.EN);
        assertThat(zh.title()).startsWith(Words.of(kind, Language.ZH)).doesNotContain("null", "%s");
        assertThat(en.title()).startsWith(Words.of(kind, Language.EN)).doesNotContain("null", "%s");
        assertThat(en.lines()).hasSameSizeAs(zh.lines()).hasSize(Fact.values().length + 1);
        assertThat(en.plain()).isASCII();
    }

    @Test
    void what_others_wrote_stays_on_one_line() {
        NoticeText text = text(preempted("a\r\nBcc: everybody\u0007").build(), Language.EN);
        assertThat(text.lines()).contains(new NoticeText.Line("details", "a Bcc: everybody"));
    }

    @Test
    void a_robot_gets_no_mention_and_no_link_and_never_more_than_it_takes() {
        Notice evil = preempted("<@all> [x](http://evil) **" + "长".repeat(900)).build();
        String one = WecomText.of(message(Language.ZH, false, evil));
        assertThat(one).doesNotContain("<@", "](").contains("＜@all＞ ［x］(http://evil)");
        assertThat(one.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(4_096);
        Notice wordy = preempted("x").with(Fact.JOB, "长".repeat(200)).build();
        Notice[] many = Collections.nCopies(40, wordy).toArray(Notice[]::new);
        String all = WecomText.of(message(Language.ZH, false, many));
        assertThat(all.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(4_096);
        assertThat(all).contains("另有");
        Notice[] twelve = Collections.nCopies(WecomText.MOST_NOTICES, wordy).toArray(Notice[]::new);
        assertThat(WecomText.of(message(Language.ZH, false, twelve))).doesNotContain("另有");
    }

    @Test
    void a_message_that_may_have_come_before_says_so() {
        assertThat(message(Language.ZH, true, preempted("x").build()).title()).endsWith("（可能重复：上一次发送未得到确认）");
        assertThat(message(
                                Language.EN,
                                false,
                                preempted("x").build(),
                                preempted("y").build())
                        .title())
                .isEqualTo("2 notices: Job preempted: acme-ns/train, Preempted and more");
    }
}
