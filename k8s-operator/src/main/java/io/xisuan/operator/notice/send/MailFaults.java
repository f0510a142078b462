package io.xisuan.operator.notice.send;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * What a failure of mail means: a code of 500 or more on the receiver or the text is for good; on who we are or who sends it is a setting,
 * which somebody mends; a code below is for now; and without a code nobody knows whether the mail went.
 */
final class MailFaults {
    private static final int PERMANENT = 500;

    private MailFaults() {}

    /** Nothing was sent yet. */
    static Unsent connecting(MessagingException failure) {
        return Unsent.again(
                failure instanceof AuthenticationFailedException
                        ? "the server refuses the account: " + said(failure)
                        : "not reached: " + said(failure));
    }

    static Unsent sending(MessagingException failure) {
        for (Exception cause : chain(failure)) {
            if (cause instanceof SMTPSenderFailedException sender) {
                return Unsent.again("the server refuses who sends: " + said(sender));
            }
        }
        OptionalInt code = code(failure);
        if (code.isEmpty()) {
            return Unsent.uncertain("no answer to the mail: " + said(failure));
        }
        return code.getAsInt() >= PERMANENT ? Unsent.refused(said(failure)) : Unsent.again(said(failure));
    }

    private static OptionalInt code(MessagingException failure) {
        for (Exception cause : chain(failure)) {
            if (cause instanceof SMTPAddressFailedException address) {
                return OptionalInt.of(address.getReturnCode());
            }
            if (cause instanceof SMTPSendFailedException sent && sent.getReturnCode() > 0) {
                return OptionalInt.of(sent.getReturnCode());
            }
        }
        return OptionalInt.empty();
    }

    private static List<Exception> chain(MessagingException failure) {
        List<Exception> chain = new ArrayList<>();
        Exception next = failure;
        while (next != null) {
            chain.add(next);
            next = next instanceof MessagingException more ? more.getNextException() : null;
        }
        return chain;
    }

    private static String said(MessagingException failure) {
        String all = chain(failure).stream()
                .map(cause -> String.valueOf(cause.getMessage()))
                .collect(Collectors.joining("; "));
        return WebhookSender.shown(all);
    }
}
