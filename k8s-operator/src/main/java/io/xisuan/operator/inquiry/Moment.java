package io.xisuan.operator.inquiry;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.operator.market.Assembled;
import io.xisuan.operator.market.MarketInput;
import io.xisuan.operator.observe.ObservedNode;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The hub at one moment: answers are made from it while others go on.
 *
 * @param input what the market was made of
 * @param nodes all that are seen
 */
public record Moment(
        MarketInput input,
        Assembled market,
        SortedMap<AccountId, Account> balances,
        List<ObservedNode> nodes,
        long nowMillis) {
    public Moment {
        balances = Collections.unmodifiableSortedMap(new TreeMap<>(balances));
        nodes = List.copyOf(nodes);
    }
}
