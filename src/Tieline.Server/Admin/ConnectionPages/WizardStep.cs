namespace Tieline.Server.Admin.ConnectionPages;

/// <summary>The steps of connecting, in their order. Titles are the texts <c>Step.{name}</c>, the sentence below them <c>Step.{name}.Why</c>.</summary>
public enum WizardStep
{
    Address,
    Salesforce,
    Webex,
    Webhooks,
    People,
    Done,
}
