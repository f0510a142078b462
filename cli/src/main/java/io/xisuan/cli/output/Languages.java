package io.xisuan.cli.output;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.context.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Which language a terminal's user reads: XISUAN_LANG, else the context's, else POSIX' LC_ALL, LC_MESSAGES, LANG in that order. */
public final class Languages {
    private static final String OPTION = "--lang";
    private static final String OWN = "XISUAN_LANG";
    private static final List<String> LOCALE = List.of("LC_ALL", "LC_MESSAGES", "LANG");

    private Languages() {}

    /** Returns the language that a command line names with {@code --lang}, wherever it stands: what is wrong before it is said in it too. */
    public static Optional<Language> asked(List<String> words) {
        for (int i = 0; i < words.size() && !words.get(i).equals("--"); i++) {
            boolean apart = words.get(i).equals(OPTION) && i + 1 < words.size();
            String value = apart
                    ? words.get(i + 1)
                    : words.get(i).startsWith(OPTION + "=") ? words.get(i).substring(OPTION.length() + 1) : "";
            Optional<Language> named = Arrays.stream(Language.values())
                    .filter(language -> language.name().equalsIgnoreCase(value))
                    .findFirst();
            if (named.isPresent()) {
                return named;
            }
        }
        return Optional.empty();
    }

    /** Returns Chinese where the first that is set names it ({@code zh}, {@code zh_CN.UTF-8}), English otherwise. */
    static Language of(Map<String, String> environment, Supplier<Optional<Context>> context) {
        return named(environment, OWN)
                .or(() -> context.get().flatMap(Context::language))
                .or(() -> LOCALE.stream()
                        .flatMap(variable -> named(environment, variable).stream())
                        .findFirst())
                .orElse(Language.EN);
    }

    private static Optional<Language> named(Map<String, String> environment, String variable) {
        return Optional.of(environment.getOrDefault(variable, ""))
                .filter(value -> !value.isBlank())
                .map(value -> value.toLowerCase(Locale.ROOT).startsWith("zh") ? Language.ZH : Language.EN);
    }
}
