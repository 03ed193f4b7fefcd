using Tieline.Server.Leaving.Inventory;
using Tieline.Server.Tests.Conventions;

namespace Tieline.Server.Tests.Leaving;

/// <summary>The list of the package's parts is the package.</summary>
public class PackagePartsTests
{
    private static readonly string[] Folders = ["salesforce/force-app/main/default/", "salesforce/once/pages/", "salesforce/once/client-app/", "salesforce/once/call-center/"];

    // Parts of an app that go with it, and that Setup does not show by themselves.
    private static readonly string[] WithTheApp = ["extlClntAppGlobalOauthSets", "extlClntAppOauthPolicies", "extlClntAppOauthSettings", "extlClntAppPolicies"];

    [Fact]
    public void Every_part_of_the_package_is_looked_for()
    {
        var there = Folders.SelectMany(folder => Repository.Files.Where(file => file.StartsWith(folder, StringComparison.Ordinal)).Select(file => file[folder.Length..].Split('/')))
            .Where(parts => parts.Length > 1 && !WithTheApp.Contains(parts[0]))
            .Select(parts => $"{parts[0]}/{NameOf(parts[0], parts[1])}").Distinct().Order(StringComparer.Ordinal);
        var listed = PackageParts.All.SelectMany(parts => parts.Names.Select(name => $"{parts.Folder}/{name}")).Order(StringComparer.Ordinal);
        Assert.Equal(there, listed);
    }

    private static string NameOf(string folder, string file)
    {
        var name = file.Split('.');
        return folder == "quickActions" ? name[1] : name[0].Replace("__c", "", StringComparison.Ordinal);
    }
}
