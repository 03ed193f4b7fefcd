using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>What was done with a lead goes over to the contact it became: tasks, events and campaigns.</summary>
internal static class LeadHistory
{
    public static void Move(SalesforceOrg org, SalesforceRecord lead, SalesforceRecord contact, SalesforceRecord about, SalesforceRecord account)
    {
        var now = Moments.Cut(org.Clock.Now);
        foreach (var activity in new[] { "Task", "Event" }.SelectMany(name => org.Records.Table(name).WithText("WhoId", lead.Id)).Where(a => !a.IsDeleted).ToList())
        {
            var what = activity.Text("WhatId") ?? about.Id;
            var moved = activity.With("WhoId", contact.Id).With("WhatId", what).With("WhatCount", 1m).With("AccountId", account.Id).With("SystemModstamp", now);
            org.Records.Put(moved);
            SharedActivities.Keep(org, activity.Text("OwnerId")!, activity, moved, null);
        }

        // A member keeps the lead it was; somebody who is in the campaign as a contact already stays what he is.
        foreach (var member in org.Records.Table("CampaignMember").WithText("LeadId", lead.Id).Where(m => !m.IsDeleted).ToList())
        {
            var campaign = member.Text("CampaignId");
            if (org.Records.Table("CampaignMember").WithText("ContactId", contact.Id).Any(m => !m.IsDeleted && m.Text("CampaignId") == campaign)) continue;
            var joined = member.With("ContactId", contact.Id).With("SystemModstamp", now);
            org.Records.Put(PersonMirrors.OfMember(org, contact).Aggregate(joined, (row, mirror) => row.With(mirror.Field, mirror.Value)));
        }
    }
}
