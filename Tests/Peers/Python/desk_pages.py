"""A facility's way through the desk's pages in a browser: desk_pages.py READY-FILE FOLDER.

Screenshots and printed pages go into the folder; what was seen is printed as JSON.
"""

import asyncio
import json
import pathlib
import sys

import aiohttp
from cryptography.hazmat.primitives.serialization import pkcs12

from browser import Browser

ready = json.loads(pathlib.Path(sys.argv[1]).read_text())
folder = pathlib.Path(sys.argv[2])
portal = ready["portal_url"]


async def command(name, **arguments):
    """What no page does: time passes."""
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {ready['admin_token']}"}) as session:
        body = {"command": name, "arguments": arguments}
        async with session.post(f"{ready['admin_url']}/commands", json=body) as answer:
            answer.raise_for_status()


async def main():
    seen = {}
    async with Browser() as page:
        async def shot(name):
            await page.screenshot(folder / f"{name}.png")

        await page.open(f"{portal}/")
        await shot("home")
        await page.click("a[href='/desk']")
        seen["facilities"] = await page.run("document.querySelectorAll('main tr').length - 1")
        await shot("desk")

        # A form with a code whose check digit is wrong, then the right one.
        await page.click("main a[href='/desk/apply']")
        fields = {"facility-name": "検証用薬局 <髙﨑𠮷>", "institution-code": "９９４８００００１５", "contact-name": "髙﨑　𠮷子",
                  "email": "tan@pharmacy.test", "address": "検証県模擬市港町1番1号"}
        for name, value in fields.items():
            await page.fill(f"[name='{name}']", value)
        await page.click("main form button")
        seen["refused"] = await page.text(".problem")
        seen["kept"] = await page.run("document.querySelector('[name=contact-name]').value")
        await shot("form-refused")
        await page.fill("[name='institution-code']", "９９４８００００１４")
        await page.click("main form button")
        seen["application"] = await page.run("location.pathname")
        seen["name"] = await page.run("[...document.querySelectorAll('td')].map(e => e.innerText)"
                                      ".find(t => t.includes('髙﨑𠮷'))")
        await shot("application")
        await page.click("form[action$='/approve'] button")
        seen["issued"] = "発行済み" in await page.text()

        # Mail 1, and one guess at its password before mail 2 is there.
        await page.open(f"{portal}/desk/mailbox?to=tan@pharmacy.test")
        await shot("mailbox")
        await page.click("main table a")
        await shot("mail")
        seen["eml"] = (await page.download("a[href$='message.eml']"))[0]
        await page.click("main a[href*='/desk/downloads/']")
        await page.fill("[name=password]", "guess")
        await page.click("button[formaction$='.p12']")
        seen["wrong"] = await page.text(".problem")
        await shot("download-refused")

        await command("clock.advance", by="2m")
        await page.open(f"{portal}/desk/mailbox?to=tan@pharmacy.test")
        seen["subjects"] = await page.run("[...document.querySelectorAll('main table a')].map(e => e.innerText)")
        await page.click("main table a")
        password = (await page.text("pre")).split("ダウンロード用パスワード: ")[1].split()[0]
        await page.open(f"{portal}/desk/mailbox?to=tan@pharmacy.test")
        await page.click("main table tr:last-child a")
        await page.click("main a[href*='/desk/downloads/']")
        await shot("download")
        await page.fill("[name=password]", password)
        name, file = await page.download("button[formaction$='.p12']")
        guide = (await page.download("button[formaction$='.pdf']"))[1]
        seen["files"] = [name, guide[:5].decode()]

        await command("clock.advance", by="6d")
        await page.open(f"{portal}/desk/letterbox")
        await shot("letterbox")
        await page.click("main table tr:first-child a[href$='/envelope']")
        await shot("envelope")
        await page.print(folder / "envelope.pdf")
        await page.click("main p.screen a")
        await shot("letter")
        await page.print(folder / "letter.pdf")
        secret = (await page.text(".secret")).strip()
        seen["opened"] = pkcs12.load_pkcs12(file, secret.encode()).cert is not None
        try:
            pkcs12.load_pkcs12(file, password.encode())
        except ValueError:
            seen["download_password_opens_nothing"] = True

        await page.open(f"{portal}/desk/invoices")
        await shot("invoices")
        await page.click("main table a")
        await shot("invoice")
        await page.print(folder / "invoice.pdf")

        # After its deadline the link is dead, and says who helps.
        await page.open(f"{portal}/desk/mailbox?to=tan@pharmacy.test")
        await page.click("main table tr:last-child a")
        link = await page.run("document.querySelector(\"main a[href*='/desk/downloads/']\").href")
        await command("clock.advance", by="14d")
        await page.open(link)
        seen["expired"] = await page.text()
        await shot("download-expired")

        await page.open(f"{portal}/desk/facilities/pharmacy")
        await shot("facility")
        await page.click("form[action$='/resend'] button")
        await page.open(f"{portal}/desk/mailbox?to=tan@pharmacy.test")
        seen["mails_after_resend"] = await page.run("document.querySelectorAll('main table a').length")
        await page.open(link)
        seen["old_link"] = await page.text(".problem")
    print(json.dumps(seen, ensure_ascii=False))


asyncio.run(main())
