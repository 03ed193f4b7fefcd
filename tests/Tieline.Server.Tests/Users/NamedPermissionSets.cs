using System.Text.RegularExpressions;
using Tieline.Server.Lightning;
using Tieline.Server.Tests.Conventions;

namespace Tieline.Server.Tests.Users;

/// <summary>The permission set that an administrator is told to assign has the permission for which he is told so.</summary>
public partial class NamedPermissionSets
{
    [Theory]
    [InlineData("en_US")]
    [InlineData("da")]
    public void The_sentence_of_a_user_who_may_not_assign_names_the_set_that_lets_assign(string language) => LetsAssign(Texts.For(language)["RoleFault.MayNotAssign", ""]);

    [Fact]
    public void So_does_the_guide() =>
        LetsAssign(Assert.Single(Repository.Read("docs/admin-guide/05-people.md").Split('\n'), line => line.StartsWith("| may not assign permission sets |", StringComparison.Ordinal)));

    private static void LetsAssign(string sentence) => Assert.Contains(
        "<name>AssignPermissionSets</name>",
        Repository.Read($"salesforce/force-app/main/default/permissionsets/{Assert.Single(Set().Matches(sentence)).Value.Replace(' ', '_')}.permissionset-meta.xml"),
        StringComparison.Ordinal);

    [GeneratedRegex(@"Tieline [A-Z]\w+")]
    private static partial Regex Set();
}
