using System.Text.Encodings.Web;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Lightning;

/// <summary>The sign-in page: choose one of the org's active users. A simulator asks for no password.</summary>
internal static class SignInPage
{
    internal static string Html(SalesforceOrg org, string startUrl, string? mistake)
    {
        var users = org.Run(() => org.Records.Rows("User").Where(u => u.Is("IsActive")).ToList());
        var buttons = string.Concat(users.Select(u => $"""

                      <li><button type="submit" name="username" value="{E(u.Text("Username"))}" class="slds-button slds-button_neutral">
                        <strong>{E(u.Text("Name"))}</strong> <span>{E(u.Text("Username"))}</span></button></li>
            """));
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
              <title>Sign in | Salesforce simulator</title><link rel="icon" href="data:,">
              <link rel="stylesheet" href="/slds/styles/salesforce-lightning-design-system.min.css"><link rel="stylesheet" href="/lightning/static/shell.css">
            </head>
            <body class="sim-sign-in">
              <main class="slds-card">
                <h1 class="slds-text-heading_medium">Sign in to {E(OrganizationName(org))}</h1>
                <p>This is a simulator of a Salesforce org: choose who you are.</p>{Mistake(mistake)}
                <form method="post" action="/lightning/login">
                  <input type="hidden" name="startURL" value="{E(startUrl)}">
                  <ul>{buttons}
                  </ul>
                </form>
              </main>
            </body>
            </html>
            """;
    }

    internal static string OrganizationName(SalesforceOrg org) => org.Run(() => org.Records.Find(org.Id))?.Text("Name") ?? org.Id;

    private static string Mistake(string? text) => text is null ? "" : $"""<p class="sim-form-errors" role="alert">{E(text)}</p>""";

    private static string E(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
