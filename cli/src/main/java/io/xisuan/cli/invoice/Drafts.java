package io.xisuan.cli.invoice;

import io.xisuan.billing.store.DraftBook;
import io.xisuan.billing.store.StoredDraft;
import io.xisuan.model.InputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a draft by the name that somebody typed, as {@code D12}. */
final class Drafts {
    private static final Pattern NAME = Pattern.compile("[Dd]([0-9]{1,18})");

    private Drafts() {}

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * @throws InputException when it is no name of a draft, or there is none
     */
    static StoredDraft find(DraftBook drafts, String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw InputException.of(
                    "\"%s\" names no draft: write D and its number, as invoice drafts lists it".formatted(name));
        }
        return drafts.draft(Long.parseLong(matcher.group(1)))
                .orElseThrow(() -> InputException.of("There is no draft %s: see invoice drafts".formatted(name)));
    }
}
