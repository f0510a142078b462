package io.xisuan.billing.subsidy;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldLine;
import io.xisuan.billing.programme.Settlement;
import io.xisuan.billing.rating.Charge;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.model.Money;
import io.xisuan.model.Rounding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an attempt's hold still has to keep once all its usage is in the journal, so that the rest can serve other jobs before the
 * month closes.
 *
 * <p>The close floors a running sum, so a line gets at most its own share rounded up: keeping that much for every line is always
 * enough, and at most one fen a line too much.
 */
public final class HoldTrim {
    private HoldTrim() {}

    /**
     * Returns the commands that trim a hold to what its attempt's charges may draw.
     *
     * @param charges all charges of the attempt, each with the whole usage of its line
     */
    public static List<Command> commands(Hold hold, List<Charge> charges, Grants grants) {
        Map<List<AccountId>, Money> needs = needs(charges, grants);
        String holdId = hold.owner().holdId();
        List<Command> commands = new ArrayList<>();
        for (int line = 0; line < hold.lines().size(); line++) {
            HoldLine held = hold.lines().get(line);
            Money keep = needs.getOrDefault(held.legs(), Money.ZERO).min(held.open());
            needs.computeIfPresent(held.legs(), (legs, need) -> need.minus(keep));
            String id = Sha256.hexOfFields(List.of("trim", holdId, Integer.toString(line)));
            commands.add(new Command.Trim(id, holdId, line, keep));
        }
        return List.copyOf(commands);
    }

    private static Map<List<AccountId>, Money> needs(List<Charge> charges, Grants grants) {
        Map<List<AccountId>, Money> needs = new HashMap<>();
        for (Charge charge : charges) {
            Item item = charge.key().item();
            for (GrantTerms terms : grants.of(charge.key().contract())) {
                if (terms.settlement() == Settlement.PROVIDER_CLAIM
                        && terms.verdict(item) instanceof Verdict.Covered covered
                        && terms.validity().contains(charge.firstInstantMillis())) {
                    Money most = Money.ofFen(terms.share(charge.gross(), covered.rate(), charge.vatRate())
                            .round(Rounding.CEILING));
                    needs.merge(terms.legsAt(charge.firstInstantMillis()), most, Money::plus);
                }
            }
        }
        return needs;
    }
}
