using System.Text;
using System.Text.RegularExpressions;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>The little that is looked at in code: that a class is named as its file, and that a bundle has its module and targets that exist.</summary>
internal static class Sources
{
    // Whatever is deployed is read in time that grows with its length alone.
    private static readonly Regex Comment = new(@"/\*.*?\*/|//[^\n]*", RegexOptions.Singleline | RegexOptions.NonBacktracking);
    private static readonly Regex Declaration = new(@"\b(?:class|interface|enum)\s+([A-Za-z][A-Za-z0-9_]*)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    private static readonly string[] Targets =
    [
        "lightning__AppPage", "lightning__HomePage", "lightning__RecordPage", "lightning__RecordAction", "lightning__UtilityBar", "lightning__Tab", "lightning__FlowScreen", "lightning__FlowAction", "lightning__GlobalAction",
        "lightning__Inbox", "lightning__UrlAddressable", "lightning__Dashboard", "lightning__VoiceExtension", "lightning__ServiceCloudVoiceToolkitApi", "lightning__EnablementProgram", "lightning__AgentforceInput", "lightning__AgentforceOutput",
        "lightningCommunity__Page", "lightningCommunity__Default", "lightningCommunity__Page_Layout", "lightningCommunity__Theme_Layout", "lightningSnapin__ChatMessage", "lightningSnapin__Minimized", "lightningSnapin__PreChat", "lightningStatic__Email", "analytics__Dashboard",
    ];

    internal static void ApexClass(ComponentSource source)
    {
        var name = Declaration.Match(Comment.Replace(Encoding.UTF8.GetString(source.Content), " ")).Groups[1].Value;
        if (name.Length == 0) throw new ComponentProblem("Unexpected token '<EOF>'.", 1, 1);
        if (!name.Equals(source.FullName, StringComparison.OrdinalIgnoreCase)) throw new ComponentProblem($"Invalid class name: {name}. The file is named {source.FullName}.", 1, 1);
    }

    internal static void Bundle(ComponentSource source)
    {
        if (!char.IsAsciiLetterLower(source.FullName[0])) throw ComponentProblem.At(source.Metadata, "The component's folder and its files begin with a lower-case letter");
        if (!source.Files.ContainsKey(source.FullName + ".js") && !source.Files.ContainsKey(source.FullName + ".ts")) throw ComponentProblem.At(source.Metadata, $"Cannot find module {source.FullName}.js in the bundle {source.FullName}");
        foreach (var target in source.Metadata.Child("targets")?.Children("target") ?? [])
            if (!Targets.Contains(target.Value.Trim()))
                throw ComponentProblem.At(target, $"'{target.Value.Trim()}' is not a valid target");
    }
}
