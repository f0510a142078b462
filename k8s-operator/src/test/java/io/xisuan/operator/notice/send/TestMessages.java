package io.xisuan.operator.notice.send;

import io.xisuan.billing.notice.Fact;
import io.xisuan.billing.notice.Notice;
import io.xisuan.billing.notice.NoticeKind;
import io.xisuan.billing.rendering.Language;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.TenantId;
import io.xisuan.operator.notice.Message;
import io.xisuan.operator.notice.NoticeText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Messages by hand. */
final class TestMessages {
    static final Instant AT = Instant.parse("2026-06-15T04:00:00Z");
    static final InstantSource CLOCK = InstantSource.fixed(AT);

    private TestMessages() {}

    static Notice notice(String number) {
        return Notice.of(NoticeKind.INVOICE_ISSUED, number, AT.toEpochMilli())
                .tenant(new TenantId("acme"))
                .with(Fact.NUMBER, number)
                .with(Fact.MONTH, "2026-05")
                .with(Fact.PAYABLE, "1234.56")
                .build();
    }

    static Message message(String to, String... numbers) {
        List<Notice> notices =
                List.of(numbers).stream().map(TestMessages::notice).toList();
        return new Message(
                "0123456789abcdef",
                to,
                Language.ZH,
                notices,
                notices.stream()
                        .map(notice -> NoticeText.of(notice, Language.ZH, BillingPeriod.ZONE))
                        .toList(),
                false);
    }
}
