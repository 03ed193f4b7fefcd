using Tieline.Server.Audit;
using Tieline.Server.Settings;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Settings;

/// <summary>What an administrator may rely on, whichever database is below.</summary>
public abstract class SettingsContract : IAsyncLifetime
{
    private const string Profile = "00e5g000000AbCdAAK";
    private const string User = "0055g00000AbCdEAAV";
    private static readonly Guid Tenant = Guid.Parse("0193a5b0-0000-7000-8000-000000000001");
    private static readonly Guid OtherTenant = Guid.Parse("0193a5b0-0000-7000-8000-000000000002");
    private static readonly Setting History = new("calling.callHistory", SettingPage.Calling, "CallHistory", new Toggle(), "true");
    private static readonly Setting Past = new("meetings.pastDays", SettingPage.Meetings, "Meetings", new WholeNumber(1, 30), "7", IsForPeople: false);
    private static readonly Actor Olivia = new("Olivia Admin", "0055g00000Admin1AA");

    private readonly ManualClock _clock = new();
    private Cellar _cellar = null!;
    private AuditTrail _audit = null!;
    private SettingsStore _settings = null!;

    public async ValueTask InitializeAsync()
    {
        _cellar = await NewCellarAsync();
        _audit = new AuditTrail(_cellar.Database, new SequentialIds(), _clock);
        _settings = NewStore();
    }

    public ValueTask DisposeAsync() => _cellar.DisposeAsync();

    [Fact]
    public async Task What_nobody_set_has_its_default() => Assert.Equal(new EffectiveValue("7", null), await ValueAsync(Past));

    [Fact]
    public async Task The_nearest_value_counts_and_says_where_it_comes_from()
    {
        await SetAsync(History, SettingScope.All, "off");
        await SetAsync(History, SettingScope.Profile(Profile), "on");
        Assert.Equal(new EffectiveValue("true", SettingScope.Profile(Profile)), await ValueAsync(History));

        await SetAsync(History, SettingScope.User(User), "off");
        Assert.Equal(new EffectiveValue("false", SettingScope.User(User)), await ValueAsync(History));

        await SetAsync(History, SettingScope.User(User), null);
        await SetAsync(History, SettingScope.Profile(Profile), null);
        Assert.Equal(new EffectiveValue("false", SettingScope.All), await ValueAsync(History));
    }

    [Fact]
    public async Task Nothing_is_set_nor_noted_for_a_tenant_that_is_gone()
    {
        var gone = Guid.Parse("0193a5b0-0000-7000-8000-000000000003");
        var written = await _settings.WriteAsync(gone, [new(History.Key, SettingScope.All, "false")], Olivia, TestContext.Current.CancellationToken);
        Assert.Equal((0, SettingFault.Gone), (written.Changed, written.Problem!.Fault));
        Assert.Empty(await _settings.ValuesAsync(gone, TestContext.Current.CancellationToken));
        Assert.Empty(await _audit.ListAsync(gone, null, 9, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("calling.nonsense", SettingReach.All, "", "true", SettingFault.Unknown)]
    [InlineData("meetings.pastDays", SettingReach.User, User, "3", SettingFault.ForAllOnly)]
    [InlineData("calling.callHistory", SettingReach.Profile, "Standard", "true", SettingFault.Scope)]
    [InlineData("calling.callHistory", SettingReach.All, User, "true", SettingFault.Scope)]
    [InlineData("meetings.pastDays", SettingReach.All, "", "0", SettingFault.Value)]
    public async Task What_is_wrong_is_refused_and_the_others_with_it(string key, SettingReach reach, string id, string value, SettingFault fault)
    {
        var wrong = new SettingChange(key, new SettingScope(reach, id), value);
        var written = await _settings.WriteAsync(Tenant, [new(History.Key, SettingScope.All, "false"), wrong], Olivia, TestContext.Current.CancellationToken);

        Assert.Equal(new SettingsWritten(0, new SettingProblem(wrong, fault)), written);
        Assert.Equal("true", (await ValueAsync(History)).Value);
        Assert.Empty(await TrailAsync());
    }

    [Fact]
    public async Task Each_change_stands_in_the_trail_and_what_is_so_already_does_not()
    {
        await SetAsync(Past, SettingScope.All, "10");
        _clock.Advance(TimeSpan.FromSeconds(1));
        await SetAsync(Past, SettingScope.All, " 010 ");
        await SetAsync(Past, SettingScope.All, "12");

        var (newest, oldest) = (await TrailAsync()) switch { [var a, var b] => (a, b), var others => throw new InvalidOperationException($"{others.Count} entries") };
        Assert.Equal(new AuditEvent("setting", "meetings.pastDays", "10", "12"), newest.Event);
        Assert.Equal(new AuditEvent("setting", "meetings.pastDays", null, "10"), oldest.Event);
        Assert.Equal((Olivia, _clock.UtcNow), (newest.Who, newest.At));
    }

    [Fact]
    public async Task A_change_is_taken_back_once_and_that_stands_in_the_trail_too()
    {
        await SetAsync(Past, SettingScope.All, "10");
        var entry = (await TrailAsync())[0];
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(await UndoAsync(entry));
        Assert.Equal(new EffectiveValue("7", null), await ValueAsync(Past));
        var trail = await TrailAsync();
        Assert.Equal(new AuditEvent("setting", "meetings.pastDays", "10", null, entry.Id), trail[0].Event);
        Assert.True(trail[1].IsUndone);
        Assert.False(await UndoAsync(trail[1]));
    }

    [Fact]
    public async Task A_change_on_which_another_was_built_is_not_taken_back()
    {
        await SetAsync(Past, SettingScope.All, "10");
        var entry = (await TrailAsync())[0];
        await SetAsync(Past, SettingScope.All, "12");

        Assert.False(await UndoAsync(entry));
        Assert.Equal("12", (await ValueAsync(Past)).Value);
    }

    [Fact]
    public async Task Two_administrators_who_undo_at_once_undo_once()
    {
        await SetAsync(Past, SettingScope.All, "10");
        var entry = (await TrailAsync())[0];
        _clock.Advance(TimeSpan.FromSeconds(1));

        var both = await Task.WhenAll(UndoAsync(entry), UndoAsync(entry));

        Assert.Single(both, done => done);
        Assert.Equal(2, (await TrailAsync()).Count);
    }

    [Fact]
    public async Task A_change_is_not_taken_back_over_a_later_decision_for_the_same_value()
    {
        foreach (var value in new[] { "10", "12", "10" })
        {
            await SetAsync(Past, SettingScope.All, value);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        var trail = await TrailAsync();
        Assert.False(await UndoAsync(trail[2]));
        Assert.True(await UndoAsync(trail[0]));
        Assert.True(await UndoAsync((await TrailAsync())[2]));
        Assert.True(await UndoAsync((await TrailAsync())[4]));
        Assert.Equal(new EffectiveValue("7", null), await ValueAsync(Past));
    }

    [Fact]
    public async Task Writes_at_once_leave_a_trail_in_which_each_begins_where_the_other_ended()
    {
        await Task.WhenAll(Enumerable.Range(1, 20).Select(day => SetAsync(Past, SettingScope.All, $"{day}")));

        var trail = await TrailAsync();
        Assert.Equal(trail.Skip(1).Select(entry => entry.Event.After).Append(null), trail.Select(entry => entry.Event.Before));
        Assert.Equal(trail[0].Event.After, (await ValueAsync(Past)).Value);
    }

    [Fact]
    public async Task One_value_cannot_be_changed_twice_at_once()
    {
        SettingChange[] changes = [new(Past.Key, SettingScope.All, "3"), new(Past.Key, SettingScope.All, "4")];
        var written = await _settings.WriteAsync(Tenant, changes, Olivia, TestContext.Current.CancellationToken);
        Assert.Equal(SettingFault.Twice, written.Problem?.Fault);
    }

    [Fact]
    public async Task What_another_version_left_can_be_taken_back()
    {
        var older = new SettingsStore(new SettingsCatalogue([Past with { Key = "meetings.gone" }]), _cellar.Database, _cellar.Writer, _audit, new Owners(OtherTenant, Tenant), _clock);
        await older.WriteAsync(Tenant, [new("meetings.gone", SettingScope.All, "3")], Olivia, TestContext.Current.CancellationToken);

        var written = await _settings.WriteAsync(Tenant, [new("meetings.gone", SettingScope.All, null)], Olivia, TestContext.Current.CancellationToken);
        Assert.Equal(new SettingsWritten(1, null), written);
    }

    [Fact]
    public async Task Another_tenant_sees_neither_value_nor_trail()
    {
        await SetAsync(Past, SettingScope.All, "10");

        var other = await _settings.ForAsync(OtherTenant, null, null, TestContext.Current.CancellationToken);
        Assert.Equal("7", other.Of(Past).Value);
        Assert.Empty(await _audit.ListAsync(OtherTenant, null, 10, TestContext.Current.CancellationToken));
        Assert.Null(await _audit.FindAsync(OtherTenant, (await TrailAsync())[0].Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Another_server_knows_a_change_within_ten_seconds()
    {
        var elsewhere = NewStore();
        Assert.Equal("7", (await elsewhere.ForAsync(Tenant, null, null, TestContext.Current.CancellationToken)).Of(Past).Value);
        await SetAsync(Past, SettingScope.All, "10");
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(10, (await elsewhere.ForAsync(Tenant, null, null, TestContext.Current.CancellationToken)).Number(Past));
    }

    [Fact]
    public async Task The_trail_is_read_page_by_page()
    {
        for (var day = 1; day <= 5; day++)
        {
            await SetAsync(Past, SettingScope.All, $"{day}");
            _clock.Advance(TimeSpan.FromSeconds(day % 2)); // Some fall on one moment.
        }

        var first = await _audit.ListAsync(Tenant, null, 2, TestContext.Current.CancellationToken);
        var second = await _audit.ListAsync(Tenant, first[^1].Id, 2, TestContext.Current.CancellationToken);
        var third = await _audit.ListAsync(Tenant, second[^1].Id, 2, TestContext.Current.CancellationToken);
        Assert.Equal(["5", "4", "3", "2", "1"], first.Concat(second).Concat(third).Select(entry => entry.Event.After));
    }

    private protected abstract Task<Cellar> NewCellarAsync();

    private SettingsStore NewStore() => new(new SettingsCatalogue([History, Past]), _cellar.Database, _cellar.Writer, _audit, new Owners(OtherTenant, Tenant), _clock);

    private sealed class Owners(params Guid[] there) : ISettingOwners
    {
        public Task<bool> IsThereAsync(TielineDb db, Guid tenantId, CancellationToken cancellationToken) => Task.FromResult(there.Contains(tenantId));
    }


    private async Task<EffectiveValue> ValueAsync(Setting setting) => (await _settings.ForAsync(Tenant, Profile, User, TestContext.Current.CancellationToken)).Of(setting);

    private async Task SetAsync(Setting setting, SettingScope scope, string? value) =>
        Assert.Null((await _settings.WriteAsync(Tenant, [new(setting.Key, scope, value)], Olivia, TestContext.Current.CancellationToken)).Problem);

    private Task<bool> UndoAsync(AuditEntry entry) => _settings.UndoAsync(Tenant, entry, Olivia, TestContext.Current.CancellationToken);

    private Task<IReadOnlyList<AuditEntry>> TrailAsync() => _audit.ListAsync(Tenant, null, 100, TestContext.Current.CancellationToken);
}

public sealed class SettingsOnSqlite : SettingsContract
{
    private protected override Task<Cellar> NewCellarAsync() => Cellar.OnSqliteAsync();
}

public sealed class SettingsOnPostgreSql(PostgreSqlServer server) : SettingsContract
{
    private protected override async Task<Cellar> NewCellarAsync() => await Cellar.OnPostgreSqlAsync(await server.NewDatabaseAsync());
}
