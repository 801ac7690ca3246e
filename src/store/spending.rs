//! What a workspace spends on models in a month: reserved before a request, settled after it.

use super::Store;
use super::error::StoreError;
use crate::clock::day;
use crate::domain::id::WorkspaceId;

/// Tokens and money; the money in millionths of the currency of the price table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spent {
    /// Tokens sent.
    pub input_tokens: u64,
    /// Tokens received.
    pub output_tokens: u64,
    /// What they cost.
    pub cost_micros: u64,
}

/// The most that a workspace may spend in a month; zero is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Budget {
    /// Tokens, in and out.
    pub tokens: u64,
    /// Money, in millionths.
    pub cost_micros: u64,
}

impl Budget {
    fn allows(self, spent: Spent) -> bool {
        let within = |limit: u64, spent: u64| limit == 0 || spent <= limit;
        within(self.tokens, spent.input_tokens.saturating_add(spent.output_tokens))
            && within(self.cost_micros, spent.cost_micros)
    }
}

/// A reserved share of the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reservation(i64);

impl Store {
    /// Sets `estimate` aside for a request with this purpose, unless this month's budget does not have it any more.
    ///
    /// What is reserved counts as spent until it is settled; a process that ends in between
    /// leaves it so.
    pub async fn reserve_spending(
        &self,
        workspace: &WorkspaceId,
        model: &str,
        purpose: &str,
        estimate: Spent,
        budget: Budget,
    ) -> Result<Option<Reservation>, StoreError> {
        let now = self.now();
        let mut tx = self.begin_in(workspace).await?;
        let (input, output, cost): (i64, i64, i64) =
            sqlx::query_as(SPENT).bind(workspace.as_str()).bind(month(now)).fetch_one(&mut *tx).await?;
        let after = Spent {
            input_tokens: unsigned(input).saturating_add(estimate.input_tokens),
            output_tokens: unsigned(output).saturating_add(estimate.output_tokens),
            cost_micros: unsigned(cost).saturating_add(estimate.cost_micros),
        };
        if !budget.allows(after) {
            return Ok(None);
        }
        let (seq,): (i64,) = sqlx::query_as(
            "INSERT INTO spending
                 (workspace, month, at, model, purpose, outcome, input_tokens, output_tokens, cost_micros)
             VALUES ($1, $2, $3, $4, $5, 'reserved', $6, $7, $8) RETURNING seq",
        )
        .bind(workspace.as_str())
        .bind(month(now))
        .bind(now)
        .bind(model)
        .bind(purpose)
        .bind(signed(estimate.input_tokens))
        .bind(signed(estimate.output_tokens))
        .bind(signed(estimate.cost_micros))
        .fetch_one(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(Some(Reservation(seq)))
    }

    /// Puts what a request really took in the place of what was reserved for it.
    pub async fn settle_spending(
        &self,
        workspace: &WorkspaceId,
        reservation: Reservation,
        outcome: &str,
        spent: Spent,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin_in(workspace).await?;
        sqlx::query(
            "UPDATE spending SET outcome = $3, input_tokens = $4, output_tokens = $5, cost_micros = $6
             WHERE workspace = $1 AND seq = $2",
        )
        .bind(workspace.as_str())
        .bind(reservation.0)
        .bind(outcome)
        .bind(signed(spent.input_tokens))
        .bind(signed(spent.output_tokens))
        .bind(signed(spent.cost_micros))
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    /// What the workspace has spent this month, reservations included.
    pub async fn spent_this_month(&self, workspace: &WorkspaceId) -> Result<Spent, StoreError> {
        let (input, output, cost): (i64, i64, i64) = sqlx::query_as(SPENT)
            .bind(workspace.as_str())
            .bind(month(self.now()))
            .fetch_one(&self.reader)
            .await?;
        Ok(Spent {
            input_tokens: unsigned(input),
            output_tokens: unsigned(output),
            cost_micros: unsigned(cost),
        })
    }
}

const SPENT: &str = "SELECT CAST(COALESCE(SUM(input_tokens), 0) AS BIGINT),
        CAST(COALESCE(SUM(output_tokens), 0) AS BIGINT), CAST(COALESCE(SUM(cost_micros), 0) AS BIGINT)
     FROM spending WHERE workspace = $1 AND month = $2";

/// `YYYY-MM` of a time.
fn month(now: i64) -> String {
    day(now).chars().take(7).collect()
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
