using System.Text;
using Microsoft.EntityFrameworkCore;
using Tieline.Server.Deliveries;
using Tieline.Server.Intake;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Storage;

/// <summary>What the rooms above may rely on, whichever database is below.</summary>
public abstract class StorageContract : IAsyncLifetime
{
    private static readonly Guid Tenant = Guid.Parse("0193a5b0-0000-7000-8000-000000000001");

    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private Cellar _cellar = null!;

    public async ValueTask InitializeAsync() => _cellar = await NewCellarAsync();

    public ValueTask DisposeAsync() => _cellar.DisposeAsync();

    [Fact]
    public async Task A_unit_is_there_when_its_caller_is_answered()
    {
        var changed = await CommitAsync(Insert("a"), Insert("b"));

        Assert.Equal([1, 1], changed);
        Assert.Equal(["a", "b"], await KeysAsync());
    }

    [Fact]
    public async Task An_insert_that_meets_its_like_changes_no_row()
    {
        await CommitAsync(Insert("a"));

        var changed = await CommitAsync(InsertUnlessThere("a"), InsertUnlessThere("b"));

        Assert.Equal([0, 1], changed);
    }

    [Fact]
    public async Task A_unit_with_one_bad_statement_leaves_nothing_behind()
    {
        await CommitAsync(Insert("a"));

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => CommitAsync(Insert("b"), Insert("a")));

        Assert.Equal(["a"], await KeysAsync());
    }

    [Fact]
    public async Task An_expectation_that_is_not_met_undoes_the_unit()
    {
        var stale = new Statement("UPDATE deliveries SET version = 2 WHERE tenant_id = $1 AND version = $2", [Tenant, 7L], ExpectedRows: 1);

        var exception = await Assert.ThrowsAsync<StaleWriteException>(() => CommitAsync(Insert("a"), stale));

        Assert.Contains("Expected 1 changed rows but found 0", exception.Message, StringComparison.Ordinal);
        Assert.Empty(await KeysAsync());
    }

    [Fact]
    public async Task Entries_appended_together_are_each_told_whether_they_were_new()
    {
        await CommitAsync(Append("before"));

        // Repetitions of an older one, of a neighbour and, in between, another kind of unit.
        List<Statement> units = [Append("a"), Append("before"), Append("b"), Append("a"), Insert("other"), Append("c"), Append("c"), Append("d")];
        var answers = await _cellar.Database.Engine.CommitAsync([.. units.Select(unit => new StatementUnit([unit]))]);

        var changed = answers.Select(answer => answer[0]).ToList();
        Assert.Equal([1, 0, 1, 0, 1, 1, 0, 1], changed);
        Assert.Equal(5, (await _cellar.Database.QueryAsync("SELECT count(*) FROM inbox", [], row => row.GetInt64(0), CancellationToken.None))[0]);
    }

    [Fact]
    public async Task An_entry_that_cannot_be_stored_fails_alone_among_many()
    {
        var bad = Append("bad");
        bad.Values[2] = null; // An entry has a subject.
        List<Statement> units = [Append("a"), Append("b"), bad, Append("c")];
        var outcomes = await Task.WhenAll(units.Select(async unit =>
        {
            try
            {
                return (await CommitAsync(unit))[0];
            }
            catch (Exception)
            {
                return -1;
            }
        }));

        Assert.Equal([1, 1, -1, 1], outcomes);
    }

    [Fact]
    public async Task Bad_units_among_many_fail_alone()
    {
        await CommitAsync(Insert("taken"));

        var units = Enumerable.Range(0, 400).Select(i => i % 50 == 7 ? Insert("taken") : Insert($"n{i:000}")).ToList();
        var outcomes = await Task.WhenAll(units.Select(async unit =>
        {
            try
            {
                return (await CommitAsync(unit))[0];
            }
            catch (System.Data.Common.DbException)
            {
                return -1;
            }
        }));

        Assert.Equal(Enumerable.Range(0, 400).Select(i => i % 50 == 7 ? -1 : 1), outcomes);
        Assert.Equal(393, (await KeysAsync()).Count);
    }

    [Fact]
    public async Task A_value_of_a_foreign_type_is_refused_with_a_sentence()
    {
        var statement = new Statement("UPDATE deliveries SET due_at = $1", [DateTimeOffset.UnixEpoch]);

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => CommitAsync(statement));

        Assert.Contains("DateTimeOffset is no column type here", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_kind_of_value_comes_back_as_it_went_in()
    {
        var lease = Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddYears(56));
        await CommitAsync(Insert("a"));
        await CommitAsync(new Statement(
            "UPDATE deliveries SET payload = $1, lease_id = $2, unsure = $3, attempt = $4, due_at = $5, remote_id = $6", ["ø\0\n漢", lease, true, 3, long.MaxValue, null]));

        var row = Assert.Single(await _cellar.Database.QueryAsync(
            "SELECT payload, lease_id, unsure, attempt, due_at, remote_id FROM deliveries WHERE lease_id = $1",
            [lease],
            reader => (reader.GetString(0), reader.GetId(1), reader.GetBoolean(2), reader.GetInt32(3), reader.GetInt64(4), reader.GetStringOrNull(5)),
            CancellationToken.None));

        Assert.Equal(("ø\n漢", lease, true, 3, long.MaxValue, null), row);
    }

    [Fact]
    public async Task Ef_and_raw_statements_see_the_same_ids()
    {
        await CommitAsync(Insert("raw"));
        await _cellar.Writer.WriteAsync(
            (db, _) =>
            {
                db.Add(new DeliveryRow { TenantId = Tenant, Kind = "test", DeliveryKey = "ef" });
                return Task.FromResult(true);
            },
            CancellationToken.None);

        Assert.Equal(["ef", "raw"], await KeysAsync());
        Assert.Equal(["ef", "raw"], await _cellar.Database.ReadAsync(db =>
            db.Set<DeliveryRow>().Where(row => row.TenantId == Tenant).Select(row => row.DeliveryKey).Order().ToListAsync()));
    }

    [Fact]
    public async Task Ef_work_that_throws_leaves_nothing_behind_and_the_writer_goes_on()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _cellar.Writer.WriteAsync<int>(
            async (db, token) =>
            {
                db.Add(new DeliveryRow { TenantId = Tenant, Kind = "test", DeliveryKey = "ef" });
                await db.SaveChangesAsync(token);
                throw new InvalidOperationException("thought better of it");
            },
            CancellationToken.None));

        await CommitAsync(Insert("after"));

        Assert.Equal(["after"], await KeysAsync());
    }

    [Fact]
    public async Task Ef_work_and_statements_from_many_callers_all_arrive()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => i % 20 == 0
            ? _cellar.Writer.WriteAsync(
                (db, _) => Task.FromResult(db.Add(new DeliveryRow { TenantId = Tenant, Kind = "test", DeliveryKey = $"{i}" })), CancellationToken.None)
            : (Task)CommitAsync(Insert($"{i}"))));

        Assert.Equal(200, (await KeysAsync()).Count);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_still_told_that_his_unit_was_written()
    {
        using var cancelled = new CancellationTokenSource();
        var units = Enumerable.Range(0, 300).Select(i => _cellar.Writer.CommitAsync([Insert($"{i}")], cancelled.Token)).ToList();
        await cancelled.CancelAsync();

        var written = 0;
        foreach (var unit in units)
        {
            try
            {
                written += (await unit)[0];
            }
            catch (OperationCanceledException)
            {
                // This unit never got into the queue.
            }
        }

        Assert.Equal(written, (await KeysAsync()).Count);
    }

    [Fact]
    public async Task A_stop_carries_out_what_was_taken_and_refuses_the_rest()
    {
        var units = Enumerable.Range(0, 1000).Select(i => CommitAsync(Insert($"{i}"))).ToList();

        await _cellar.Writer.StopAsync();

        await Task.WhenAll(units).WaitAsync(Eventually.Limit, TestContext.Current.CancellationToken);
        Assert.Equal(1000, (await KeysAsync()).Count);
        Assert.False(_cellar.Writer.IsAlive);
        await Assert.ThrowsAsync<StorageStoppedException>(() => CommitAsync(Insert("late")));
    }

    [Fact]
    public async Task A_stop_waits_for_Ef_work_that_has_begun_and_refuses_what_comes_later()
    {
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var work = AddAsync("begun", async () =>
        {
            begun.SetResult();
            await goOn.Task;
        });
        await begun.Task.WaitAsync(Eventually.Limit, TestContext.Current.CancellationToken);

        var stop = _cellar.Writer.StopAsync();

        await Assert.ThrowsAsync<StorageStoppedException>(() => AddAsync("late", () => Task.CompletedTask));
        Assert.False(stop.IsCompleted);
        goOn.SetResult();
        await stop.WaitAsync(Eventually.Limit, TestContext.Current.CancellationToken);
        await work.WaitAsync(Eventually.Limit, TestContext.Current.CancellationToken);
        Assert.Equal(["begun"], await KeysAsync());

        Task<bool> AddAsync(string key, Func<Task> first) => _cellar.Writer.WriteAsync(
            async (db, _) =>
            {
                await first();
                db.Add(new DeliveryRow { TenantId = Tenant, Kind = "test", DeliveryKey = key });
                return true;
            },
            CancellationToken.None);
    }

    [Fact]
    public async Task A_database_that_has_stopped_answers_no_reads()
    {
        await CommitAsync(Insert("a"));

        _cellar.Database.Stop();

        await Assert.ThrowsAsync<StorageStoppedException>(KeysAsync);
        await Assert.ThrowsAsync<StorageStoppedException>(() => _cellar.Database.ReadAsync(db => db.Database.CanConnectAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_second_start_on_the_same_database_changes_nothing()
    {
        await CommitAsync(Insert("a"));

        await _cellar.Database.Engine.StartAsync(CancellationToken.None);

        Assert.Equal(["a"], await KeysAsync());
    }

    [Fact]
    public async Task The_model_has_no_change_that_the_migrations_lack()
    {
        Assert.False(
            await _cellar.Database.ReadAsync(db => Task.FromResult(db.Database.HasPendingModelChanges())),
            "A table class has changed since the migrations were made: run tools/new-migration and commit what it writes.");
    }

    private protected abstract Task<Cellar> NewCellarAsync();

    private Task<int[]> CommitAsync(params Statement[] unit) => _cellar.Writer.CommitAsync(unit, CancellationToken.None);

    private Task<List<string>> KeysAsync() => _cellar.Database.QueryAsync(
        "SELECT delivery_key FROM deliveries WHERE tenant_id = $1 ORDER BY delivery_key", [Tenant], reader => reader.GetString(0), CancellationToken.None);

    private static Statement Insert(string key) => new(InsertSql, [Tenant, "test", key]);

    private static Statement Append(string said) => Inbox.AppendStatement(
        new InboxEntry(Guid.NewGuid(), new InboxKey(Tenant, "call", "session"), "person", Inbox.Webhook, Encoding.UTF8.GetBytes(said), Noon), Noon);

    private static Statement InsertUnlessThere(string key) => new(InsertSql + " ON CONFLICT DO NOTHING", [Tenant, "test", key]);

    private const string InsertSql =
        """
        INSERT INTO deliveries (tenant_id, kind, delivery_key, revision, delivered_revision, payload, state, due_at, asked_due_at, attempt, attempt_revision, failures, unsure, asked_at, version)
        VALUES ($1, $2, $3, 1, 0, '', 0, 0, 0, 0, 0, 0, FALSE, 0, 1)
        """;
}

public sealed class StorageOnSqlite : StorageContract
{
    private protected override Task<Cellar> NewCellarAsync() => Cellar.OnSqliteAsync();
}

public sealed class StorageOnPostgreSql(PostgreSqlServer server) : StorageContract
{
    private protected override async Task<Cellar> NewCellarAsync() => await Cellar.OnPostgreSqlAsync(await server.NewDatabaseAsync());
}
