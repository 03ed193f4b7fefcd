using Tieline.Server.Settings;

namespace Tieline.Server.Tests.Settings;

/// <summary>What would hold without a value, and who has values of his own.</summary>
public class SettingsViewTests
{
    private const string Profile = "00e000000000001AAA";
    private const string User = "005000000000001AAA";
    private const string Other = "005000000000002AAA";
    private static readonly Setting Days = new("meetings.pastDays", SettingPage.Meetings, "Meetings", new WholeNumber(0, 30), "7");
    private static readonly Setting ForAll = Days with { Key = "health.days", IsForPeople = false };

    private static readonly SettingsView View = new(
        new Dictionary<(string, SettingScope), string>
        {
            [(Days.Key, SettingScope.User(User))] = "1", [(Days.Key, SettingScope.User(Other))] = "2", [(Days.Key, SettingScope.Profile(Profile))] = "3", [(Days.Key, SettingScope.All)] = "4",
            [(ForAll.Key, SettingScope.All)] = "5", [(ForAll.Key, SettingScope.User(User))] = "6",
        },
        Profile, User);

    [Fact]
    public void What_lies_behind_a_value_that_is_taken_back_holds_then()
    {
        Assert.Equal(new EffectiveValue("1", SettingScope.User(User)), View.Of(Days));
        Assert.Equal(new EffectiveValue("3", SettingScope.Profile(Profile)), View.Without(Days, SettingScope.User(User)));
        Assert.Equal(new EffectiveValue("1", SettingScope.User(User)), View.Without(Days, SettingScope.All));
        Assert.Equal(new EffectiveValue("7", null), new SettingsView(new Dictionary<(string, SettingScope), string> { [(Days.Key, SettingScope.All)] = "4" }, null, null).Without(Days, SettingScope.All));
    }

    [Fact]
    public void Those_with_values_of_their_own_are_named_profiles_first() =>
        Assert.Equal([SettingScope.Profile(Profile), SettingScope.User(User), SettingScope.User(Other)], View.Deviating(Days));

    [Fact]
    public void A_value_that_counts_for_nobody_deviates_from_nothing() => Assert.Empty(View.Deviating(ForAll));
}
