using Tieline.SalesforceSimulator.Access;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Seed;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Tests.Access;

public sealed class ParentCircleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(40)]
    public void Records_that_hang_below_each_other_in_a_circle_give_no_access_and_are_asked_to_an_end(int length)
    {
        using var org = new SalesforceOrg();
        OrgSeed.Fill(org, new SalesforceSimulatorOptions { SeedStory = false });
        org.Schema.Put(SchemaFile.Parse("Link__c", "prefix: a99\nlabel: Link / Links\ncan: createable queryable\nsystem: deleted\nUp__c reference cu? Up ; to=Link__c ; cascade"));
        var user = org.UserNamed("ann.berg@nordlys.example")!;
        org.Run(() =>
        {
            var set = org.Records.Table("PermissionSet").WithText("ProfileId", user.Text("ProfileId")!).Single();
            SeedRows.Put(org, "ObjectPermissions", ("ParentId", set.Id), ("SobjectType", "Link__c"), ("PermissionsRead", true), ("PermissionsEdit", true));
            org.Sharing.Set("Link__c", SharingModel.ControlledByParent);
            var rows = Enumerable.Range(0, length).Select(_ => SeedRows.Put(org, "Link__c")).ToList();
            for (var i = 0; i < length; i++) org.Records.Put(rows[i].With("Up__c", rows[(i + 1) % length].Id));
            Assert.Equal(RecordRights.None, org.Access.On(user.Id, org.Records.Find(rows[0].Id)!));
        });
    }
}
