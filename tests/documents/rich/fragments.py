"""What the clipboard holds after somebody copied from Word, from Word in a browser, and from Google Docs."""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator
content="Microsoft Word 15">
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri"} --></style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h2>Ways forward<o:p></o:p></h2>
<p class=MsoNormal style='margin-bottom:8pt'>All <b style='mso-bidi-font-weight:normal'>three</b> councils
agreed <i>in principle</i><span style='mso-spacerun:yes'>  </span>to <ins cite="mailto:A"
datetime="2013">share</ins><del cite="mailto:A" datetime="2013">merge</del> <a
 href="https://www.example.org/a?b=1&amp;c=2">the service</a><a
style='mso-comment-reference:AB_1;mso-comment-date:20130101'></a><span class=MsoCommentReference><span
style='font-size:8.0pt'><a class=msocomanchor href="#_msocom_1" name="_msoanchor_1">[AB1]</a></span></span>.<o:p></o:p>
</p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>(a)<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>First
<b>thing</b><o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>(i)<span>&nbsp;</span></span><![endif]>within it</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level3 lfo1'><span style='mso-list:Ignore'>1.<span>&nbsp;</span>
</span>deeper still</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>(b)</span>Second</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='font-family:Symbol;mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span>A bullet</p>
<table class=MsoTableGrid border=1><tr><td width=300><p class=MsoNormal><b>Council<o:p></o:p></b></p></td>
<td><p><b>Share</b></p></td></tr><tr><td rowspan=2>Darlington</td><td><p>one</p><p>a year</p></td></tr>
<tr><td>x|y</td></tr></table>
<p><img src="file:///C:/x.png"><script>alert(1)</script><span
style='font-weight:700'>Last</span> \U0001f600 \u05e9\u05dc\u05d5\u05dd</p>
<div style='mso-element:comment-list'><hr><div style='mso-element:comment'><p class=MsoCommentText>Really?</p></div>
</div>
<!--EndFragment--></body></html>"""

WORD_READ = """**Ways forward**

All **three** councils agreed *in principle* to share [the service](https://www.example.org/a?b=1&c=2).
(a) First **thing**
  (i) within it
  (ii) deeper still
(b) Second

- A bullet

| Council | Share |
| Darlington | one a year |
| | x\\|y |

**Last** \U0001f600 \u05e9\u05dc\u05d5\u05dd"""

WORD_LEFT_OUT = "An image, a comment, a tracked deletion and a script were left out."

ONLINE = (
    '<div class="OutlineElement"><p><span>Lead</span></p></div>'
    '<div class="ListContainerWrapper"><ul role="list"><li data-aria-level="1"><p>one</p></li></ul></div>'
    '<div class="ListContainerWrapper"><ul><li data-aria-level="2"><p>inner</p></li></ul></div>'
    '<div class="ListContainerWrapper"><ul><li data-aria-level="1">two</li></ul></div>'
)

GOOGLE = (
    '<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700">Bold</span>'
    '<span style="font-weight:400;font-style:italic"> slanted</span></p>'
    '<ul><li aria-level="1"><p>a</p></li><ul><li aria-level="2"><p>b</p></li></ul></ul></b>'
)
