using System.Text;
using System.Text.RegularExpressions;

namespace Tieline.SalesforceSimulator.Tests.Metadata;

/// <summary>Turns the sample project's source format into a package, as clients do: fields into their objects, the rest file by file.</summary>
public static partial class SampleProject
{
    private static readonly (string Folder, string Type, string Suffix)[] Xml =
    [
        ("quickActions", "QuickAction", "quickAction"), ("flexipages", "FlexiPage", "flexipage"), ("tabs", "CustomTab", "tab"), ("applications", "CustomApplication", "app"), ("cspTrustedSites", "CspTrustedSite", "cspTrustedSite"),
        ("remoteSiteSettings", "RemoteSiteSetting", "remoteSite"), ("corsWhitelistOrigins", "CorsWhitelistOrigin", "corsWhitelistOrigin"), ("externalCredentials", "ExternalCredential", "externalCredential"),
        ("namedCredentials", "NamedCredential", "namedCredential"), ("callCenters", "CallCenter", "callCenter"), ("platformEventChannels", "PlatformEventChannel", "platformEventChannel"),
        ("platformEventChannelMembers", "PlatformEventChannelMember", "platformEventChannelMember"), ("messageChannels", "LightningMessageChannel", "messageChannel"), ("layouts", "Layout", "layout"),
        ("externalClientApps", "ExternalClientApplication", "eca"), ("extlClntAppOauthSettings", "ExtlClntAppOauthSettings", "ecaOauth"), ("extlClntAppGlobalOauthSets", "ExtlClntAppGlobalOauthSettings", "ecaGlblOauth"),
        ("extlClntAppOauthPolicies", "ExtlClntAppOauthConfigurablePolicies", "ecaOauthPlcy"), ("extlClntAppPolicies", "ExtlClntAppConfigurablePolicies", "ecaPlcy"), ("permissionsets", "PermissionSet", "permissionset"),
    ];

    public static Package Package()
    {
        var package = new Package();
        var root = Metadata.Package.SampleFolder();
        foreach (var (folder, type, suffix) in Xml)
        foreach (var file in Directory.GetFiles(Path.Combine(root, folder)).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file)[..^$".{suffix}-meta.xml".Length];
            package.Naming(type, name).File($"{folder}/{name}.{suffix}", File.ReadAllText(file));
        }

        foreach (var (folder, type, suffix, source) in new[] { ("classes", "ApexClass", "cls", "cls"), ("pages", "ApexPage", "page", "page"), ("staticresources", "StaticResource", "resource", "txt") })
        foreach (var file in Directory.GetFiles(Path.Combine(root, folder), "*-meta.xml"))
        {
            var name = Path.GetFileName(file)[..^$".{suffix}-meta.xml".Length];
            package.Naming(type, name).File($"{folder}/{name}.{suffix}-meta.xml", File.ReadAllText(file)).File($"{folder}/{name}.{suffix}", File.ReadAllText(Path.Combine(root, folder, $"{name}.{source}")));
        }

        foreach (var bundle in Directory.GetDirectories(Path.Combine(root, "lwc")))
        {
            package.Naming("LightningComponentBundle", Path.GetFileName(bundle));
            foreach (var file in Directory.GetFiles(bundle)) package.File($"lwc/{Path.GetFileName(bundle)}/{Path.GetFileName(file)}", File.ReadAllText(file));
        }

        foreach (var folder in Directory.GetDirectories(Path.Combine(root, "objects"))) Object(package, folder);
        return package;
    }

    private static void Object(Package package, string folder)
    {
        var name = Path.GetFileName(folder);
        var own = Path.Combine(folder, $"{name}.object-meta.xml");
        var inner = new StringBuilder(File.Exists(own) ? Root().Match(File.ReadAllText(own)).Groups[1].Value : "");
        if (File.Exists(own)) package.Naming("CustomObject", name);
        foreach (var field in Directory.GetFiles(Path.Combine(folder, "fields")).Order(StringComparer.Ordinal))
        {
            inner.Append("<fields>").Append(Root().Match(File.ReadAllText(field)).Groups[1].Value).Append("</fields>\n");
            package.Naming("CustomField", $"{name}.{Path.GetFileName(field)[..^".field-meta.xml".Length]}");
        }

        package.File($"objects/{name}.object", Metadata.Package.Xml("CustomObject", inner.ToString()));
    }

    [GeneratedRegex("<Custom(?:Object|Field) [^>]*>(.*)</Custom", RegexOptions.Singleline)]
    private static partial Regex Root();
}
