using System.Text;
using Tieline.Server.Intake;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Storage;

/// <summary>The one connection over which groups go to PostgreSQL.</summary>
public sealed class PostgreSqlWriterTests(PostgreSqlServer postgres)
{
    private const string EndOthers = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    [Fact]
    public async Task A_connection_that_the_database_ended_is_replaced()
    {
        await using var cellar = await Cellar.OnPostgreSqlAsync(await postgres.NewDatabaseAsync());
        await cellar.Writer.CommitAsync([new("CREATE TABLE marks (name text PRIMARY KEY)", []), Mark("before")], TestWorld.Stop);
        await cellar.Database.QueryAsync(EndOthers, [], row => row.GetInt64(0), TestWorld.Stop);

        // The group that meets the end fails and says so; the next one is written.
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => cellar.Writer.CommitAsync([Mark("lost")], TestWorld.Stop));
        await cellar.Writer.CommitAsync([Mark("after")], TestWorld.Stop);

        Assert.Equal(["after", "before"], await cellar.Database.QueryAsync("SELECT name FROM marks ORDER BY name", [], row => row.GetString(0), TestWorld.Stop));
    }

    [Fact]
    public async Task Entries_that_two_servers_append_at_once_are_new_to_one_of_them()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = await Cellar.OnPostgreSqlAsync(database);
        await using var other = await Cellar.OnPostgreSqlAsync(database);
        string[] said = [.. Enumerable.Range(0, 200).Select(i => $"entry {i:000}")];

        // In opposite orders, so that each waits for the other and the database has to end one of the two.
        var answers = await Task.WhenAll(NewOnesAsync(one, said), NewOnesAsync(other, [.. said.Reverse()]));

        Assert.Equal(said, answers.SelectMany(they => they).Order());
    }

    private static async Task<List<string>> NewOnesAsync(Cellar cellar, string[] said)
    {
        var changed = await Task.WhenAll(said.Select(each => cellar.Writer.CommitAsync([Append(each)], TestWorld.Stop)));
        return [.. said.Where((_, i) => changed[i][0] == 1)];
    }

    private static Statement Append(string said) => Inbox.AppendStatement(
        new InboxEntry(Guid.NewGuid(), new InboxKey(Guid.Empty, "call", "session"), "person", Inbox.Webhook, Encoding.UTF8.GetBytes(said), DateTimeOffset.UnixEpoch), DateTimeOffset.UnixEpoch);

    private static Statement Mark(string name) => new("INSERT INTO marks VALUES ($1)", [name]);
}
