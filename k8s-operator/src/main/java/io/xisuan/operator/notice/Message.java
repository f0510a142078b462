package io.xisuan.operator.notice;

import io.xisuan.billing.notice.Notice;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.NoticeParcel;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * A message to one address, in words.
 *
 * @param id the same at every try
 * @param to a mail address; empty for channels with one receiver
 * @param repeat whether it may have come before
 */
public record Message(
        String id, String to, Language language, List<Notice> notices, List<NoticeText> texts, boolean repeat) {
    private static final String ZH_REPEAT = "（可能重复：上一次发送未得到确认）";
    private static final String EN_REPEAT = " (may be a repeat: the last try was not confirmed)";

    public Message {
        notices = List.copyOf(notices);
        texts = List.copyOf(texts);
        if (texts.isEmpty() || texts.size() != notices.size()) {
            throw new IllegalArgumentException("Message %s has %d texts".formatted(id, texts.size()));
        }
    }

    /** Returns a parcel in its language. */
    public static Message of(NoticeParcel parcel, ZoneId zone) {
        Language language = Language.valueOf(parcel.language().toUpperCase(Locale.ROOT));
        return new Message(
                parcel.id(),
                parcel.to().address(),
                language,
                parcel.notices(),
                parcel.notices().stream()
                        .map(notice -> NoticeText.of(notice, language, zone))
                        .toList(),
                parcel.uncertain());
    }

    /** Returns what it is about, in one line. */
    public String title() {
        String first = texts.getFirst().title();
        String all = texts.size() == 1
                ? first
                : language.of("%d 条通知：%s 等", "%d notices: %s and more").formatted(texts.size(), first);
        return repeat ? all + language.of(ZH_REPEAT, EN_REPEAT) : all;
    }
}
