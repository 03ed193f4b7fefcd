using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>What a component refers to must be in the org or have come before it in the same package; its own files must fit together.</summary>
internal static partial class ComponentReferences
{
    internal static void Check(SalesforceOrg org, ComponentSource source)
    {
        if (!NamedApart(source.Type.Name) && !DeveloperName().IsMatch(source.FullName.Split('.')[^1])) throw ComponentProblem.At(source.Metadata, BadName);
        var metadata = source.Metadata;
        switch (source.Type.Name)
        {
            case "ApexClass": Sources.ApexClass(source); break;
            case "LightningComponentBundle": Sources.Bundle(source); break;
            case "QuickAction": QuickAction(org, source); break;
            case "FlexiPage": FlexiPage(org, metadata); break;
            case "CustomTab": Tab(org, source); break;
            case "CustomApplication": Application(org, metadata); break;
            case "Layout" when !source.FullName.Contains('-') || org.Schema.Find(source.FullName.Split('-')[0]) is not { InRest: true }:
                throw ComponentProblem.NotFound(metadata, "fullName", "CustomObject", source.FullName.Split('-')[0]);
            case "CspTrustedSite": Addresses.Origin(metadata.Child("endpointUrl")!); break;
            case "CorsWhitelistOrigin": Addresses.Pattern(metadata.Child("urlPattern")!); break;
            case "RemoteSiteSetting": Addresses.Absolute(metadata.Child("url")!); break;
            case "GlobalValueSet": Picklists.Check(metadata, [.. metadata.Children("customValue").Select(Picklists.Value)]); break;
            case "NamedCredential": NamedCredential(org, metadata); break;
            case "ManagedEventSubscription": Subscription(org, metadata); break;
            case "PlatformEventChannelMember": ChannelMember(org, metadata); break;
            case "ExtlClntAppOauthSettings" or "ExtlClntAppGlobalOauthSettings" or "ExtlClntAppOauthConfigurablePolicies" or "ExtlClntAppConfigurablePolicies":
                Need(org, metadata.Child("externalClientApplication"), "externalClientApplication", "ExternalClientApplication");
                ExternalClientApps.Check(org, source);
                break;
        }
    }

    internal const string BadName = "The Object Name field can only contain underscores and alphanumeric characters. It must be unique, begin with a letter, not include spaces, not end with an underscore, and not contain two consecutive underscores.";

    /// <summary>These have rules of their own for names.</summary>
    private static bool NamedApart(string type) => type is "CustomObject" or "CustomField" or "Layout" or "CustomTab" or "PlatformEventChannel" or "CorsWhitelistOrigin" or "CallCenter";

    internal static void Need(SalesforceOrg org, XElement? element, string name, string type)
    {
        if (element is not null && MetadataComponents.Find(org, type, element.Value.Trim()) is null) throw ComponentProblem.NotFound(element, name, type, element.Value.Trim());
    }

    private static void NeedObject(SalesforceOrg org, XElement? element, string name)
    {
        if (element is not null && org.Schema.Find(element.Value.Trim()) is not { InRest: true }) throw ComponentProblem.NotFound(element, name, "CustomObject", element.Value.Trim());
    }

    private static void QuickAction(SalesforceOrg org, ComponentSource source)
    {
        var of = RowExtras.ObjectOf(source.FullName);
        if (of != "Global" && org.Schema.Find(of) is not { InRest: true }) throw ComponentProblem.NotFound(source.Metadata, "fullName", "CustomObject", of);
        if (source.Metadata.Text("label") is null && source.Metadata.Text("standardLabel") is null) throw ComponentProblem.At(source.Metadata, "Must specify a non-empty label for the QuickAction");
        if (source.Metadata.Text("type") == "LightningWebComponent" && source.Metadata.Child("lightningWebComponent") is null) throw ComponentProblem.At(source.Metadata, "Required field is missing: lightningWebComponent");
        if (source.Metadata.Text("type") == "Create" && source.Metadata.Text("targetObject") is null) throw ComponentProblem.At(source.Metadata, "Required field is missing: targetObject");
        Need(org, source.Metadata.Child("lightningWebComponent"), "lightningWebComponent", "LightningComponentBundle");
        Need(org, source.Metadata.Child("page"), "page", "ApexPage");
        NeedObject(org, source.Metadata.Child("targetObject"), "targetObject");
    }

    /// <summary>Standard components carry their namespace before a colon; those without one are the org's own.</summary>
    private static void FlexiPage(SalesforceOrg org, XElement page)
    {
        NeedObject(org, page.Child("sobjectType"), "sobjectType");
        if (page.Text("type") == "RecordPage" && page.Text("sobjectType") is null) throw ComponentProblem.At(page, "Required field is missing: sobjectType");
        foreach (var name in page.Descendants().Where(e => e.Name.LocalName == "componentName"))
        {
            var component = name.Value.Trim();
            if (component.StartsWith("c:", StringComparison.Ordinal)) component = component[2..];
            if (!component.Contains(':') && MetadataComponents.Find(org, "LightningComponentBundle", component) is null) throw ComponentProblem.At(name, $"We couldn't retrieve the design time component information for component {component}.");
        }
    }

    private static void Tab(SalesforceOrg org, ComponentSource source)
    {
        var kind = CustomTabs.TypeOf(source.Metadata);
        if (kind == "customObject" && (MetadataComponents.Find(org, "CustomObject", source.FullName) is null)) throw ComponentProblem.NotFound(source.Metadata, "customObject", "CustomObject", source.FullName);
        if (kind != "customObject" && !DeveloperName().IsMatch(source.FullName)) throw ComponentProblem.At(source.Metadata, BadName);
        Need(org, source.Metadata.Child("lwcComponent"), "lwcComponent", "LightningComponentBundle");
        Need(org, source.Metadata.Child("flexiPage"), "flexiPage", "FlexiPage");
        Need(org, source.Metadata.Child("page"), "page", "ApexPage");
        if (kind == "url") Addresses.Absolute(source.Metadata.Child("url")!);
    }

    private static void Application(SalesforceOrg org, XElement app)
    {
        if (app.Text("label") is null) throw ComponentProblem.At(app, "Must specify a non-empty label for the CustomApplication");
        foreach (var tab in app.Children("tabs"))
            if (!tab.Value.Trim().StartsWith("standard-", StringComparison.Ordinal))
                Need(org, tab, "tabs", "CustomTab");
        Need(org, app.Child("utilityBar"), "utilityBar", "FlexiPage");
    }

    private static void NamedCredential(SalesforceOrg org, XElement credential)
    {
        if (credential.Child("endpoint") is { } endpoint) Addresses.Absolute(endpoint);
        foreach (var parameter in credential.Children("namedCredentialParameters"))
        {
            Need(org, parameter.Child("externalCredential"), "externalCredential", "ExternalCredential");
            if (parameter.Text("parameterType") == "Url" && parameter.Child("parameterValue") is { } url) Addresses.Absolute(url);
        }
    }

    /// <summary>ChangeEvents is the standard channel.</summary>
    private static void ChannelMember(SalesforceOrg org, XElement member)
    {
        if (member.Text("eventChannel") != "ChangeEvents") Need(org, member.Child("eventChannel"), "eventChannel", "PlatformEventChannel");
        var entity = member.Text("selectedEntity")!;
        if (ChangeData.ChannelBodies.Find(org, entity) is null) throw ComponentProblem.NotFound(member.Child("selectedEntity"), "selectedEntity", "CustomObject", entity);
    }

    private static void Subscription(SalesforceOrg org, XElement subscription)
    {
        var topic = subscription.Text("topicName")!;
        if (PubSub.Topic.Find(org, topic) is null) throw ComponentProblem.At(subscription.Child("topicName"), $"The topic {topic} was not found. Ensure that the topic exists and that you have access to it.");
    }

    [GeneratedRegex("^[A-Za-z](?!.*__)[A-Za-z0-9_]{0,79}(?<!_)$")]
    private static partial Regex DeveloperName();
}
