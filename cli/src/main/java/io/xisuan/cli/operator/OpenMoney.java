package io.xisuan.cli.operator;

import io.xisuan.billing.claim.ClaimState;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldLine;
import io.xisuan.billing.receivable.OpenItem;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.ClaimBook;
import io.xisuan.billing.store.DraftBook;
import io.xisuan.billing.store.DraftRun;
import io.xisuan.billing.store.ReceivableBook;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.StoredDraft;
import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the books still have open, which nobody finishes by itself once no operator runs. */
record OpenMoney(List<Item> items) {
    private static final Set<ClaimState> SETTLED =
            EnumSet.of(ClaimState.WITHDRAWN, ClaimState.REJECTED, ClaimState.PAID, ClaimState.RECONCILED);

    /** A kind of what can be open. */
    enum What {
        /** Decided starts whose device time is not in the books yet. */
        ATTEMPTS,
        /** What is set aside of vouchers. */
        HOLDS,
        /** Documents without a number. */
        DRAFTS,
        /** Issued documents that are still owed. */
        INVOICES,
        /** Demands on programmes. */
        CLAIMS;

        /** Returns what it is, and the command that says more. */
        String said(Language language) {
            return switch (this) {
                case ATTEMPTS -> language.of("尚未结清机时的作业尝试", "attempts whose device time is not closed");
                case HOLDS ->
                    language.of("算力券上未解除的预留（xisuan voucher balance）", "holds on vouchers (xisuan voucher balance)");
                case DRAFTS ->
                    language.of("未编号的账单草稿（xisuan invoice drafts）", "drafts without a number (xisuan invoice drafts)");
                case INVOICES -> language.of("未付清的账单（xisuan payment open）", "invoices not paid (xisuan payment open)");
                case CLAIMS -> language.of("未结的兑付申请（xisuan claim list）", "claims not settled (xisuan claim list)");
            };
        }
    }

    /**
     * So much of one kind.
     *
     * @param count how many there are
     * @param amount their sum; empty where it is not known
     */
    record Item(What what, int count, Optional<Money> amount) {}

    OpenMoney {
        items = List.copyOf(items);
    }

    static OpenMoney of(Store store) {
        List<Item> items = new ArrayList<>();
        items.add(new Item(What.ATTEMPTS, store.liveIntents().size(), Optional.empty()));
        List<Hold> holds = store.books().holds().values().stream()
                .filter(hold -> !hold.resolved())
                .toList();
        items.add(new Item(
                What.HOLDS,
                holds.size(),
                Optional.of(sum(holds.stream()
                        .flatMap(hold -> hold.lines().stream())
                        .map(HoldLine::open)
                        .toList()))));
        DraftBook drafts = new DraftBook(store);
        List<StoredDraft> open = drafts.runs().stream()
                .filter(run -> run.state() == DraftRun.State.OPEN)
                .flatMap(run -> drafts.drafts(run.id()).stream())
                .toList();
        items.add(new Item(
                What.DRAFTS,
                open.size(),
                Optional.of(sum(open.stream().map(StoredDraft::payable).toList()))));
        List<OpenItem> owed = new ReceivableBook(store)
                .items(Optional.empty()).stream()
                        .filter(item -> item.open().isPositive())
                        .toList();
        items.add(new Item(
                What.INVOICES,
                owed.size(),
                Optional.of(sum(owed.stream().map(OpenItem::open).toList()))));
        int claims = Math.toIntExact(new ClaimBook(store)
                .claims().stream()
                        .filter(claim -> !SETTLED.contains(claim.claim().state()))
                        .count());
        items.add(new Item(What.CLAIMS, claims, Optional.empty()));
        return new OpenMoney(items.stream().filter(item -> item.count() > 0).toList());
    }

    private static Money sum(List<Money> amounts) {
        return amounts.stream().reduce(Money.ZERO, Money::plus);
    }
}
