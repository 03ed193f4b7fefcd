using CsCheck;
using Tieline.Server.Admin.ConfigFile;
using Tieline.Server.Lightning;
using Tieline.Server.Settings;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Admin;

/// <summary>A file of settings without a server: read, written, compared.</summary>
public class ConfigFileTests
{
    private static readonly Texts English = Texts.For("en_US");
    private static readonly Texts Danish = Texts.For("da");
    private static readonly SettingsCatalogue Catalogue = new(
    [
        new Setting("calling.inboundSearch", SettingPage.Calling, "CallHistory", new SomeOf("Contact", "Lead", "Account"), "Contact"),
        new Setting("calling.fields", SettingPage.Calling, "CallHistory", new SomeOf(), "Name"),
        new Setting("calling.popAfter", SettingPage.Calling, "CallHistory", new WholeNumber(0, 60), "0"),
        new Setting("calling.mode", SettingPage.Calling, "CallHistory", new OneOf("all", "none"), "all"),
        new Setting("people.everybodyIsUser", SettingPage.People, "PermissionSets", new Toggle(), "true", IsForPeople: false),
    ]);

    [Theory]
    [InlineData("", 1, 1, "empty")]
    [InlineData("just words", 1, 1, "version: 1")]
    [InlineData("settings:\n  calling.mode: all\n", 1, 1, "version: 1")]
    [InlineData("version: 2\n", 1, 10, "version 1")]
    [InlineData("version: 1\nsetting:\n", 2, 1, "Allowed are version, complete, settings")]
    [InlineData("version: 1\ncomplete: maybe\n", 2, 11, "true (what the file does not name")]
    [InlineData("version: 1\nsettings:\n  calling.inbound: [Lead]\n", 3, 3, "Did you mean calling.inboundSearch")]
    [InlineData("version: 1\nsettings:\n  inboundsearch: [Lead]\n", 3, 3, "Did you mean calling.inboundSearch?")]
    [InlineData("version: 1\nsettings:\n  nonsense: 1\n", 3, 3, "Allowed are calling.inboundSearch")]
    [InlineData("version: 1\nsettings:\n  calling.inboundSearch: [Dog]\n", 3, 26, "some of Contact, Lead, Account")]
    [InlineData("version: 1\nsettings:\n  calling.inboundSearch: [[Lead]]\n", 3, 26, "some of Contact, Lead, Account")]
    [InlineData("version: 1\nsettings:\n  calling.popAfter: 61\n", 3, 21, "a whole number from 0 to 60")]
    [InlineData("version: 1\nsettings:\n  calling.popAfter: [1]\n", 3, 21, "a whole number from 0 to 60")]
    [InlineData("version: 1\nsettings:\n  calling.mode: some\n", 3, 17, "one of all, none")]
    [InlineData("version: 1\nsettings:\n  - calling.mode\n", 3, 3, "each as \"key: value\"")]
    [InlineData("version: 1\nsettings:\n  calling.mode: all\n  calling.mode: none\n", 4, 3, "uplicate")]
    [InlineData("version: 1\nsettings:\n  calling.mode: all\n calling.popAfter: 1\n", 4, 2, "indented")]
    [InlineData("version: 1\nsettings:\n\tcalling.mode: all\n", 3, 1, "takes no tabs")]
    [InlineData("version: 1\nprofiles:\n  Sales:\n    people.everybodyIsUser: false\n", 4, 5, "one value for everybody")]
    [InlineData("version: 1\nusers:\n  ann@x.example: [a]\n", 3, 18, "settings")]
    [InlineData("version: 1\nroles:\n  ann@x.example: [Boss]\n", 3, 18, "User, Admin and ImportAdmin")]
    [InlineData("version: 1\nroles:\n  ann@x.example: [1]\n", 3, 18, "User, Admin and ImportAdmin")]
    [InlineData("version: 1\nroles:\n  ann@x.example:\n    User: true\n", 4, 5, "User, Admin and ImportAdmin")]
    [InlineData("version: 1\nroles:\n  ann@x.example: [User, [Admin]]\n", 3, 18, "User, Admin and ImportAdmin")]
    [InlineData("version: 1\nsettings: &a\n  calling.mode: all\n", 2, 11, "Anchors")]
    [InlineData("version: 1\nsettings: *a\n", 2, 11, "Anchors")]
    [InlineData("version: 1\n---\nversion: 1\n", 3, 1, "no second document")]
    [InlineData("version: 1\nsettings: {a: {b: {c: {d: {e: 1}}}}}\n", 2, 23, "deeper")]
    public void A_mistake_is_told_with_its_place_and_what_is_allowed(string text, long line, long column, string words)
    {
        var (document, problems) = ConfigReader.Read(text, Catalogue);
        Assert.Null(document);
        Assert.Equal((line, column), (problems[0].Line, problems[0].Column));
        Assert.Contains(words, English.Told(problems[0].Sentence), StringComparison.Ordinal);
        Assert.NotEqual(English.Told(problems[0].Sentence), Danish.Told(problems[0].Sentence));
    }

    [Fact]
    public void All_mistakes_of_a_file_are_told_at_once_in_their_order()
    {
        var (_, problems) = ConfigReader.Read("version: 1\nusers:\n  a@b.example:\n    nonsense: 1\nsettings:\n  calling.mode: some\n  calling.popAfter: x\n", Catalogue);
        Assert.Equal([4, 6, 7], problems.Select(problem => problem.Line));
    }

    [Fact]
    public void Brackets_without_end_and_files_without_end_are_refused_and_harm_nobody()
    {
        Assert.Contains("deeper", English.Told(ConfigReader.Read("version: 1\nsettings: " + new string('[', 200_000), Catalogue).Problems[0].Sentence), StringComparison.Ordinal);
        Assert.Contains("256 KB", English.Told(ConfigReader.Read(new string('#', 300_000), Catalogue).Problems[0].Sentence), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_exported_reads_back_as_it_was()
    {
        var name = Gen.String[1, 20].Where(text => text.All(letter => !char.IsSurrogate(letter) && letter is not ('\uFFFE' or '\uFFFF')));
        (string, string)[] values = [("calling.mode", "none"), ("calling.popAfter", "17"), ("calling.inboundSearch", ""), ("calling.inboundSearch", "Contact, Lead"), ("calling.fields", "Name, Account.Name__c")];
        var value = Gen.Int[0, values.Length - 1].Select(index => values[index]);
        Gen.Select(name, value, Gen.Bool).Array[0, 6].Sample(all =>
        {
            List<ConfigEntry> entries = [.. all.Select(one => new ConfigEntry(one.Item2.Item1, new ConfigReach(one.Item3 ? SettingReach.Profile : SettingReach.User, one.Item1), one.Item2.Item2, default)).DistinctBy(entry => (entry.Key, entry.For))];
            List<ConfigRole> roles = [.. all.Select(one => new ConfigRole(one.Item1, WebexRoles.User | WebexRoles.Admin, default)).DistinctBy(role => role.Username)];
            var (document, problems) = ConfigReader.Read(ConfigWriter.Write("A\nB", entries, roles, ["lost\nfound"], Catalogue), Catalogue);
            Assert.Empty(problems);
            Assert.Equal(Sorted(entries), Sorted(document!.Entries));
            Assert.Equal(roles.Select(role => (role.Username, role.Roles)).Order(), (document.Roles ?? []).Select(role => (role.Username, role.Roles)).Order());
        });
    }

    [Fact]
    public void A_plan_shows_what_is_added_changed_and_taken_back()
    {
        ConfigValue Of(string key, string? value) => new(key, ConfigReach.All, SettingScope.All, value);
        List<ConfigValue> now = [Of("a.same", "1"), Of("a.changed", "1"), Of("a.nulled", "1"), Of("a.unnamed", "1")];
        List<ConfigValue> wanted = [Of("a.same", "1"), Of("a.changed", "2"), Of("a.nulled", null), Of("a.new", "3"), Of("a.nothing", null)];
        Assert.Equal(["~a.changed", "+a.new", "-a.nulled"], ConfigPlan.Of(wanted, now, isComplete: false).Changes.Select(change => change.Sign + change.Key));
        Assert.Equal(["~a.changed", "+a.new", "-a.nulled", "-a.unnamed"], ConfigPlan.Of(wanted, now, isComplete: true).Changes.Select(change => change.Sign + change.Key));
        Assert.NotEqual(ConfigPlan.Of(wanted, now, true).Fingerprint, ConfigPlan.Of(wanted, now, false).Fingerprint);
    }

    private static IEnumerable<string> Sorted(IEnumerable<ConfigEntry> entries) => entries.Select(entry => $"{entry.For.Reach} {entry.For.Name} {entry.Key} {entry.Value}").Order(StringComparer.Ordinal);
}
