package io.xisuan.operator.notice;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message as a WeCom robot shows it: its own Markdown, 4,096 bytes of UTF-8 at most (WeCom's documentation of group robots). What others
 * wrote can name nobody and link nowhere.
 */
public final class WecomText {
    /** So many notices go together in one message. */
    public static final int MOST_NOTICES = 12;

    private static final int MOST_BYTES = 4_096;
    /** What is kept free for the line that says that there is more. */
    private static final int REST_BYTES = 120;
    /** So long at most, in characters: twelve of them fit. */
    private static final int TITLE = 100;

    private static final int VALUE = 400;

    private WecomText() {}

    /** Returns the text; of several notices what does not fit is counted. */
    public static String of(Message message) {
        StringBuilder text = new StringBuilder();
        append(text, "**%s**\n".formatted(plain(message.title(), TITLE)));
        List<String> parts = parts(message.texts());
        int shown = 0;
        while (shown < parts.size() && append(text, parts.get(shown))) {
            shown++;
        }
        if (shown < parts.size()) {
            text.append(message.language()
                    .of("另有 %d 条：xisuan notice list\n", "%d more: xisuan notice list\n")
                    .formatted(parts.size() - shown));
        }
        return text.toString().strip();
    }

    /** One notice line by line, or several of one line each. */
    private static List<String> parts(List<NoticeText> texts) {
        if (texts.size() > 1) {
            return texts.stream()
                    .map(each -> "> %s\n".formatted(plain(each.title(), TITLE)))
                    .toList();
        }
        List<String> parts = new ArrayList<>();
        texts.getFirst()
                .lines()
                .forEach(line ->
                        parts.add("> %s: %s\n".formatted(plain(line.label(), TITLE), plain(line.value(), VALUE))));
        texts.getFirst().next().ifPresent(next -> parts.add(plain(next, VALUE) + "\n"));
        return parts;
    }

    private static boolean append(StringBuilder text, String part) {
        int bytes =
                text.toString().getBytes(StandardCharsets.UTF_8).length + part.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES - REST_BYTES) {
            return false;
        }
        text.append(part);
        return true;
    }

    /** Takes away what would be markup: mentions, tags, links, emphasis; and what is too long for a line. */
    static String plain(String text, int longest) {
        String safe = text.replace('<', '＜')
                .replace('>', '＞')
                .replace('[', '［')
                .replace(']', '］')
                .replace('`', '＇')
                .replace('*', '＊')
                .replace('#', '＃');
        int points = safe.codePointCount(0, safe.length());
        return points <= longest ? safe : safe.substring(0, safe.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
