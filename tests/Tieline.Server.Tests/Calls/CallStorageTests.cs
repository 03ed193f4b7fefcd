using Tieline.Server.Calls;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Calls;

/// <summary>Calls come back from both databases as they went in, and of two writers one wins.</summary>
public class CallStorageTests(PostgreSqlServer postgres)
{
    public static TheoryData<bool> Databases => [false, true];

    [Theory, MemberData(nameof(Databases))]
    public async Task A_call_comes_back_as_it_was_written(bool onPostgreSql)
    {
        await using var cellar = await OpenAsync(onPostgreSql);
        foreach (var (name, (table, expected)) in CallScenarios.All)
        {
            var deed = new AgentActed("ann", "call-of-ann", new Stamp(CallTable.At("1"), 0), AgentDeed.Muted, "here", false);
            var session = CallTable.NewSession().Apply(CallTable.Read(table).SelectMany(events => events)).Apply(deed) with { CallSessionId = name, Version = 1 };
            await cellar.Writer.CommitAsync(
                [CallRows.Write(session, CallTable.Start, CallTable.Start), .. session.Views().Select(CallRows.Write)], TestContext.Current.CancellationToken);
            var read = (await cellar.Database.QueryAsync(
                CallRows.SelectSession, [CallTable.Tenant, name], row => CallRows.ReadSession(row, CallTable.Tenant, name), TestContext.Current.CancellationToken)).Single();
            Assert.Equal(expected, CallTable.Told(read));
            Assert.Equal(session.Views(), read.Views());
            foreach (var view in session.Views())
            {
                Assert.Equal(view, (await cellar.Database.QueryAsync(
                    CallRows.SelectLeg, [CallTable.Tenant, name, view.PersonId], CallRows.ReadView, TestContext.Current.CancellationToken)).Single());
            }
        }
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Of_two_writers_of_one_version_the_second_is_refused(bool onPostgreSql)
    {
        await using var cellar = await OpenAsync(onPostgreSql);
        var first = CallTable.NewSession() with { Version = 1 };
        var second = first with { Version = 2 };
        await WriteAsync(first);
        await Assert.ThrowsAsync<StaleWriteException>(() => WriteAsync(first));
        await WriteAsync(second);
        await Assert.ThrowsAsync<StaleWriteException>(() => WriteAsync(second));

        Task WriteAsync(CallSession session) => cellar.Writer.CommitAsync([CallRows.Write(session, CallTable.Start, null)], TestContext.Current.CancellationToken);
    }

    private async Task<Cellar> OpenAsync(bool onPostgreSql) =>
        onPostgreSql ? await Cellar.OnPostgreSqlAsync(await postgres.NewDatabaseAsync()) : await Cellar.OnSqliteAsync();
}
